import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPlain, marked, piecesOf, runsRightToLeft } from './marks'

/** Any UTF-16 at all, halves of pairs included, with much of what is marked in it. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom('\u202e', '\u200b', '\0', '\u001b[31m', '\ud800', '\u{e0070}', '\r', 'prod', '\u0300'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

/** Written out by hand, so that the rule is not held against itself: what no page may have in it as it is. */
const forbidden =
  /(?![\n\t])\p{Cc}|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]|\p{Cs}/u

const names = (text: string) => piecesOf(text).flatMap((piece) => ('mark' in piece ? [piece.name] : []))

describe('marks', () => {
  test('nothing is lost: with each mark turned back into its character it is the text again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const back = piecesOf(text).map((piece) =>
          'text' in piece
            ? piece.text
            : String.fromCodePoint(Number.parseInt(piece.mark.slice(2), 16)).repeat(piece.times),
        )
        expect(back.join('')).toBe(text)
      }),
    )
  })

  test('what is left as text is harmless, and so is all of what goes into attributes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const piece of piecesOf(text)) if ('text' in piece) expect(piece.text).not.toMatch(forbidden)
        expect(marked(text)).not.toMatch(forbidden)
        expect(isPlain(marked(text))).toBe(true)
        expect(marked(marked(text))).toBe(marked(text))
      }),
    )
  })

  test('a text is plain exactly when it has no mark; then it stays as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = piecesOf(text).every((piece) => 'text' in piece)
        expect(isPlain(text)).toBe(plain)
        if (plain) expect(marked(text)).toBe(text)
      }),
    )
  })

  test('what is written in the languages of people is left alone', () => {
    for (const text of [
      'Straße',
      'café',
      'cafe\u0301',
      'שלום',
      'مرحبا',
      '本番 環境',
      'ஸ்ரீ กำ 한',
      '👍🏽',
      'a\tb\nc',
    ])
      expect([text, isPlain(text)]).toEqual([text, true])
  })

  test.each([
    ['hq\u202egpj.exe', 'hq⟨U+202E⟩gpj.exe'],
    ['FAILED\rHEALTHY', 'FAILED⟨U+000D⟩HEALTHY'],
    ['\u0007\u0007\u0007 bell', '⟨U+0007×3⟩ bell'],
    ['half \ud83d', 'half ⟨U+D83D⟩'],
    ['\u{e0070}\u{e0072}', '⟨U+E0070⟩⟨U+E0072⟩'],
    ['a' + '\u0300'.repeat(500), 'a\u0300\u0300\u0300\u0300⟨U+0300×496⟩'],
    ['', ''],
  ])('%j is written %j', (text, written) => {
    expect(marked(text)).toBe(written)
  })

  test('each has a name', () => {
    expect(names('\u202e\u001b\u0001\u2066\ud800\uffff\u2028\u2060')).toEqual([
      'right-to-left override',
      'escape',
      'control character',
      'direction mark',
      'half of a character',
      'no character',
      'line separator',
      'invisible character',
    ])
    expect(names(`a${'\u0300'.repeat(5)}`)).toEqual(['piled-up mark'])
  })

  test('text from right to left is told from other text', () => {
    expect(['שלום', 'מ 1', 'العربية', '\u{10a00}'].map(runsRightToLeft)).toEqual([true, true, true, true])
    expect(['web', 'Straße', '本番', '👍'].map(runsRightToLeft)).toEqual([false, false, false, false])
  })

  test('every payload of the hostile estate becomes harmless, and those of the invisible kinds are marked', () => {
    const payloads = JSON.parse(readFileSync('simulator/scenarios/hostile/payloads.json', 'utf8')) as {
      kind: string
      text: string
    }[]
    expect(payloads.length).toBeGreaterThanOrEqual(200)
    for (const { text } of payloads) expect(marked(text)).not.toMatch(forbidden)
    for (const { kind, text } of payloads.filter(({ kind }) => /^(ansi|bidi)$/.test(kind)))
      expect([kind, text, isPlain(text)]).toEqual([kind, text, false])
  })

  test('20,000 names and a storm of 1 MB take no time that anyone would notice', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `shop-checkout-worker-${i}`)
    const began = performance.now()
    for (const name of many) marked(name)
    expect(performance.now() - began).toBeLessThan(100)
    const storm = '\u001b[31mr\u001b[0m\u202e\u0300\u0300\u0300\u0300\u0300'.repeat(65_536)
    const stormBegan = performance.now()
    marked(storm)
    expect(performance.now() - stormBegan).toBeLessThan(5_000)
  })
})

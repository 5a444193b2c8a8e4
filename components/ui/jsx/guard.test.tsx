import * as fc from 'fast-check'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { guarded } from './guard'

const html = (node: ReactNode) => renderToStaticMarkup(node)
const override = 'hq\u202egpj.exe'
const chip = (code: string, name: string) =>
  new RegExp(`<span role="img" title="${code}: ${name}" aria-label="${code} ${name}"[^>]*>${code}</span>`)

/** A component that hands its children on, as those of a library do which is not compiled with ours. */
const Passing = ({ children, title }: { children: ReactNode; title?: string }) => (
  <b title={title}>{children}</b>
)

describe('JSX', () => {
  test('leaves ordinary text as it is, and its very object', () => {
    expect(html(<p title="web">shop-prod: web, 3 of 5</p>)).toBe('<p title="web">shop-prod: web, 3 of 5</p>')
    const props = { title: 'web', children: ['a', 1, null, 'b', ['c']] }
    expect(guarded('p', props)).toBe(props)
  })

  test('shows what cannot be seen by its number, in text and lists of text, at any depth', () => {
    const mark = chip('U\\+202E', 'right-to-left override')
    for (const shown of [
      <p key="a">{override}</p>,
      <p key="b">
        name {override} {3}
      </p>,
      <p key="c">{['web', override]}</p>,
      <p key="d">{[['web', [override]]]}</p>,
      <Passing key="e">{override}</Passing>,
      <>{override}</>,
    ]) {
      expect(html(shown)).toMatch(mark)
      expect(html(shown)).not.toContain('\u202e')
      expect(html(shown)).toMatch(/<bdi>/)
    }
  })

  test('writes it out in attributes that are read, and where only text can stand', () => {
    expect(html(<p title={override} aria-label={override} />)).toBe(
      '<p title="hq⟨U+202E⟩gpj.exe" aria-label="hq⟨U+202E⟩gpj.exe"></p>',
    )
    expect(html(<Passing title={override}>x</Passing>)).toBe('<b title="hq⟨U+202E⟩gpj.exe">x</b>')
    expect(html(<title>{override}</title>)).toBe('<title>hq⟨U+202E⟩gpj.exe</title>')
    expect(html(<option>{['a ', override]}</option>)).toContain('a hq⟨U+202E⟩gpj.exe')
  })

  test('isolates text that runs from right to left, and gives a very long one a box of its own', () => {
    expect(html(<p>שלום 123</p>)).toBe('<p><bdi>שלום 123</bdi></p>')
    const long = html(<p>{'m'.repeat(1_001)}</p>)
    expect(long).toMatch(
      /^<p><bdi class="long-text" tabindex="0">m+<\/bdi><span [^>]*>1,001 characters<\/span><\/p>$/,
    )
    expect(html(<p>{`${'m'.repeat(1_001)}…⟨cut: 1,048,576 characters⟩`}</p>)).toContain(
      '>1,048,576 characters, of which this is the beginning</span>',
    )
  })

  test('costs next to nothing for a table of 20,000 names', () => {
    const began = performance.now()
    for (let i = 0; i < 20_000; i++) guarded('td', { className: 'truncate', children: `shop-checkout-${i}` })
    expect(performance.now() - began).toBeLessThan(200)
  })

  test('a storm of controls becomes a few chips and text', () => {
    const markup = html(<p>{'\u001b[31mr'.repeat(2_000)}</p>)
    expect(markup.match(/role="img"/g)).toHaveLength(60)
    expect(markup).toContain('⟨U+001B⟩')
  })

  test('no text puts anything into a page but itself', () => {
    const forbidden =
      /(?![\n\t])\p{Cc}|[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]|\p{Cs}/u
    const odd = fc.constantFrom('\u202e', '\0', '\ud800', '\u{e0070}', '<script>', '"', '&lt;', '\u001b]8;;')
    const text = fc
      .array(fc.oneof(odd, fc.string({ unit: 'binary' })), { maxLength: 6 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, (given) => {
        const markup = html(
          <p title={given}>
            {given} and {[given]}
          </p>,
        )
        expect(markup).not.toMatch(forbidden)
        expect(markup.match(/<\/?[a-z]+/g)?.filter((tag) => !/^<\/?(p|bdi|span)$/.test(tag))).toEqual([])
      }),
    )
  })
})

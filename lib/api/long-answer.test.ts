import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isShared, readAnswer } from './long-answer'

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const padding = 'x'.repeat(150_000)
const head = { now: '2026-11-28T10:00:00.000Z', asOf: '2026-11-28T10:00:00.000Z', padding }
type List = { items: object[] }
const read = async (value: unknown, before?: unknown) => (await readAnswer(bytesOf(value), before)) as List

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `service ${at}`,
    tags: [{ a: '"]}' }],
    image: 'shop/web',
  }))

describe('a long answer', () => {
  test('is what JSON says', async () => {
    const item = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())
    const answers = fc.record({ items: fc.array(item), parts: fc.jsonValue(), total: fc.integer() })
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        const whole = JSON.parse(JSON.stringify({ ...head, nested: { items: [1] }, ...answer })) as List
        const first = await read(whole)
        expect(first).toEqual(whole)
        expect(await read(whole, first)).toEqual(whole)
      }),
    )
  })

  test.each([
    ['items that are no objects', { ...head, items: [1, 'a'] }],
    ['no items', { ...head, item: {} }],
    ['items of something else', { ...head, item: { items: [{}] } }],
    ['nothing in it', { ...head, items: [] }],
    ['an item that is a list', { ...head, items: [[{}], {}] }],
  ])('with %s, too', async (_, answer) => expect(await read(answer)).toEqual(answer))

  test.each([
    '',
    '{"items":[{"a":1}',
    '{"items":[{"a":1}]',
    '{"items":[{"a":}]}',
    '{"items":[{"a":1}{"b":2}]}',
    '{"items":[{"a":1},]}',
  ])('that is no JSON is refused: %s', async (text) => {
    const whole = text.replace('{', `{"padding":"${padding}",`)
    await expect(readAnswer(new TextEncoder().encode(whole))).rejects.toThrow(SyntaxError)
  })

  test('keeps the items that are the same, and reads the others', async () => {
    const first = await read({ ...head, items: rows(50) })
    const changed = rows(50).map((row, at) => (at === 7 ? { ...row, name: 'service 7b' } : row))
    const second = await read({ ...head, items: changed }, first)
    expect(second.items.map((item, at) => item === first.items[at])).toEqual(changed.map((_, at) => at !== 7))
    expect(second).toEqual({ ...head, items: changed })
    expect(isShared(second)).toBe(true)
  })

  test('keeps what many rows hold once', async () => {
    const tags = [
      { name: 'env', value: 'prod' },
      { name: 'team', value: null },
    ]
    const list = {
      ...head,
      items: [
        { tags, at: '2026' },
        { tags, at: '2026' },
        { tags: [...tags, {}], at: '' },
      ],
    }
    const { items } = (await read(list)) as { items: { tags: unknown[] }[] }
    expect(items).toEqual(list.items)
    expect(items[1]?.tags).toBe(items[0]?.tags)
    expect(items[2]?.tags).not.toBe(items[0]?.tags)
    expect(items[2]?.tags[0]).toBe(items[0]?.tags[0])
  })

  test.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [] }, { a: {} }],
    [{ a: { b: null } }, { a: { b: false } }],
    [{ a: { b: 1 } }, { a: { c: 1 } }],
    [{ a: { b: 1 } }, { a: { b: 1, c: 1 } }],
  ])('never takes one for another: %j, %j', async (one, other) => {
    expect((await read({ ...head, items: [one, other, one] })).items).toEqual([one, other, one])
  })

  test('does not keep what another answer holds at the same place', async () => {
    const first = await read({ ...head, items: rows(50) })
    const fewer = rows(50).slice(1)
    expect((await read({ ...head, items: fewer }, first)).items).toEqual(fewer)
    const foreign = { items: [{ name: 'not ours' }] }
    expect((await read({ ...head, items: rows(1) }, foreign)).items).toEqual(rows(1))
  })

  test('is read in slices, and given up when nobody wants it any more', async () => {
    let at = 0
    let rests = 0
    const clock = () => at++
    const rest = async () => void rests++
    const bytes = bytesOf({ ...head, items: rows(400) })
    expect(await readAnswer(bytes, undefined, { clock, rest })).toEqual({ ...head, items: rows(400) })
    expect(rests).toBeGreaterThan(2)
    const leaving = new AbortController()
    const leave = async () => leaving.abort()
    await expect(
      readAnswer(bytes, undefined, { clock, rest: leave, signal: leaving.signal }),
    ).rejects.toThrow('abort')
  })

  test('that is short is read at once', async () => {
    const short = await readAnswer(bytesOf({ items: rows(3) }))
    expect(short).toEqual({ items: rows(3) })
    expect(isShared(short)).toBe(false)
  })
})

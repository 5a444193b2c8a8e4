import { expect, it } from 'vitest'
import { rowTexts } from './row-texts'

type Row = { name: string; cpu: number | null }

function counted() {
  let made = 0
  const texts = rowTexts<Row>([{ value: ({ name }) => (made++, name) }, { value: ({ cpu }) => cpu }])
  return { texts, made: () => made }
}

const web = { name: 'Web', cpu: 3 }
const api = { name: 'API', cpu: null }

it('holds every column, in lower case', () => {
  const { texts } = counted()
  expect(texts.at([web, api], 0)).toBe('web\n3')
  expect(texts.at([web, api], 1)).toBe('api\n')
})

it('makes the text of a row again only when the row is another', () => {
  const { texts, made } = counted()
  texts.prepare([web, api], Infinity)
  expect(made()).toBe(2)
  const busy = { name: 'Web', cpu: 90 }
  expect(texts.at([busy, api], 0)).toBe('web\n90')
  expect(texts.at([busy, api], 1)).toBe('api\n')
  expect(made()).toBe(3)
  expect(texts.at([api], 0)).toBe('api\n')
  expect(made()).toBe(4)
})

it('makes the missing ones in slices', () => {
  const { texts, made } = counted()
  const rows = Array.from({ length: 120 }, (_, at) => ({ name: `s${at}`, cpu: at }))
  let at = 0
  const clock = () => at++
  expect(texts.prepare(rows, 1, clock)).toBe(false)
  expect(made()).toBeLessThan(rows.length)
  expect(texts.prepare(rows, 1, clock)).toBe(false)
  expect(texts.prepare(rows, 1, clock)).toBe(true)
  expect(made()).toBe(rows.length)
  expect(texts.at(rows, 119)).toBe('s119\n119')
  expect(made()).toBe(rows.length)
})

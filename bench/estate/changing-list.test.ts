import { expect, test } from 'vitest'
import type { ServiceSummary } from '@/lib/service/contract'
import { changingList } from './changing-list.ts'
import { generateServices } from './services.ts'

const services = generateServices(100, ['one', 'two'])
const itemsOf = (body: string) => (JSON.parse(body) as { items: ServiceSummary[] }).items

test('a quiet list keeps its tag; one that changes has as many other rows as are due', () => {
  let now = 0
  const list = changingList(services, () => now)
  const first = list.tell()
  now = 5_000
  expect(list.tell().etag).toBe(first.etag)

  list.change(20)
  now = 6_000
  const second = list.tell()
  expect(second.etag).not.toBe(first.etag)
  const before = itemsOf(first.body).map((item) => JSON.stringify(item))
  const changed = itemsOf(second.body).filter((item, index) => JSON.stringify(item) !== before[index])
  expect(changed).toHaveLength(20)
  expect(itemsOf(second.body).map(({ arn }) => arn)).toEqual(services.map(({ arn }) => arn))
})

test('the same services each time, no two with one name', () => {
  expect(generateServices(100, ['one', 'two'])).toEqual(services)
  expect(new Set(services.map(({ arn }) => arn)).size).toBe(100)
  expect(new Set(services.map(({ clusterName }) => clusterName))).toEqual(new Set(['one', 'two']))
})

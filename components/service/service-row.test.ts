import { expect, test } from 'vitest'
import type { ServiceList, ServiceSummary } from '@/lib/service/contract'
import { closerThan, rowJoiner } from './service-row'

const listedAt = '2026-11-23T10:00:05.000Z'
const service = (name: string, level: string) =>
  ({ arn: `arn:${name}`, name, health: { level } }) as ServiceSummary
const seen = (asOf: string, ...items: ServiceSummary[]): ServiceList => ({
  now: asOf,
  asOf,
  total: items.length,
  complete: true,
  items,
  parts: {},
  levels: {},
})
const later = seen('2026-11-23T10:00:08.000Z', service('web', 'healthy'))
const earlier = seen('2026-11-23T10:00:01.000Z', service('web', 'healthy'))

test.each([
  ['newer than the list counts', { data: later, error: null }, 'healthy'],
  ['of the same age counts', { data: { ...later, asOf: listedAt }, error: null }, 'healthy'],
  ['older than the list does not', { data: earlier, error: null }, 'failing'],
  ['that failed does not, whatever it saw before', { data: later, error: new Error('denied') }, 'failing'],
  ['that has seen nothing yet does not', { error: null }, 'failing'],
])('a closer look %s', (_, look, level) => {
  const rows = rowJoiner()([service('web', 'failing')], closerThan(listedAt, [look]), () => null)
  expect(rows.map((row) => row.service.health.level)).toEqual([level])
})

import { expect, test } from 'vitest'
import type { ServiceSummary } from '@/lib/service/contract'
import { undescribed } from '@/lib/service/server/shape'
import { verdict } from '@/lib/health/verdict'
import { clusterSummary } from './shape'

const health = verdict('unknown', { kind: 'missing', text: 'not told' })
const services = (many: number): ServiceSummary[] =>
  Array.from({ length: many }, (_, i) => undescribed('c', `arn:x:service/c/s${i}`, `s${i}`, health))

// Some endpoints count 0 services of a cluster whose services they list.
test.each([
  [0, 12, 12],
  [undefined, 2, 2],
  [3, 2, 3],
  [3, 0, 3],
  [undefined, 0, null],
])('AWS counts %s services, %i are listed: %s', (activeServicesCount, listed, shown) => {
  const cluster = activeServicesCount === undefined ? {} : { activeServicesCount }
  const summary = clusterSummary('arn:x:cluster/c', 'c', cluster, services(listed), health)
  expect(summary.activeServicesCount).toBe(shown)
})

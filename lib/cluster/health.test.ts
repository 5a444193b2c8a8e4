import { expect, test } from 'vitest'
import type { Read } from '@/lib/api/outcome'
import type { Health, Level } from '@/lib/health/contract'
import { type ClusterFacts, clusterHealth } from './health'

const now = Date.parse('2026-01-01T12:00:00Z')
const active: ClusterFacts = { status: 'ACTIVE', runningTasksCount: 0, activeServicesCount: null }
const at = <T>(value: T, asOf = now): Read<T> => ({ ok: true, value, asOf })
const services = (...levels: Level[]) => listed(levels)
const listed = (levels: Level[], asOf = now) =>
  at(
    levels.map((level, i) => ({
      name: `s${i}`,
      health: { level, because: [{ kind: 'x', text: `it is ${level}` }] } as Health,
    })),
    asOf,
  )
const some = (level: Level) => Object.assign(listed([level]), { partial: true as const })
const denied = {
  ok: false,
  error: { code: 'forbidden', message: 'no', iamAction: 'ecs:ListServices' },
} as const

test.each<[string, Read<ClusterFacts>, Parameters<typeof clusterHealth>[1], Level]>([
  ['the worst of its services', at(active), services('healthy', 'failing', 'deploying'), 'failing'],
  ['a stopped service is no fault', at(active), services('healthy', 'stopped'), 'healthy'],
  ['an undescribed service leaves it unknown', at(active), services('healthy', 'unknown'), 'unknown'],
  ['no services', at(active), services(), 'stopped'],
  ['no services, but tasks', at({ ...active, runningTasksCount: 2 }), services(), 'unverified'],
  [
    'services that are counted but not listed',
    at({ ...active, activeServicesCount: 3 }),
    services(),
    'unknown',
  ],
  ['services denied', at(active), denied, 'unknown'],
  ['services last listed too long ago', at(active), listed(['healthy'], now - 301_000), 'unknown'],
  ['no service when last listed', at(active), listed([], now - 301_000), 'unknown'],
  ['some of its services only', at(active), some('healthy'), 'unknown'],
  ['a fault among some of its services', at(active), some('failing'), 'failing'],
  ['the cluster denied', denied, services('healthy'), 'unknown'],
  ['the cluster stale', at(active, now - 301_000), services('healthy'), 'unknown'],
  ['a failed cluster', at({ ...active, status: 'FAILED' }), services('healthy'), 'failing'],
  ['being set up', at({ ...active, status: 'PROVISIONING' }), services('healthy'), 'unknown'],
  ['deleted', at({ ...active, status: 'INACTIVE' }), services(), 'stopped'],
])('%s', (_, cluster, list, level) => {
  const health = clusterHealth(cluster, list, now)
  expect(health.level).toBe(level)
  expect(health.because[0].text).not.toBe('')
})

test('it names the services that make it so', () => {
  expect(clusterHealth(at(active), services('failing', 'healthy', 'failing'), now).because[0].text).toBe(
    '2 services failing: s0 and s2',
  )
})

test('beside the worst it names what else is wrong', () => {
  const { because } = clusterHealth(
    at(active),
    services('failing', 'crash-loop', 'healthy', 'crash-loop'),
    now,
  )
  expect(because.map(({ text }) => text)).toEqual([
    '1 service failing: s0',
    's0: it is failing',
    '2 services in a crash loop: s1 and s3',
  ])
})

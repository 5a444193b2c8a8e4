import { expect, test } from 'vitest'
import type { TargetHealth } from '@/lib/load-balancer/contract'
import type { ContainerFacts } from './container-health'
import { type TargetCheck, type TaskFacts, taskHealth } from './health'

const now = Date.parse('2026-01-01T01:00:00Z')
const app: ContainerFacts = {
  name: 'app',
  essential: true,
  lastStatus: 'RUNNING',
  healthStatus: 'UNKNOWN',
  hasHealthCheck: false,
  exitCode: null,
  reason: null,
  checkWindowMs: null,
}
const checked: ContainerFacts = {
  ...app,
  hasHealthCheck: true,
  healthStatus: 'HEALTHY',
  checkWindowMs: 60_000,
}
const base: TaskFacts = {
  taskId: 't1',
  startedBy: 'ecs-svc/1',
  revision: null,
  lastStatus: 'RUNNING',
  desiredStatus: 'RUNNING',
  healthStatus: 'UNKNOWN',
  createdAt: '2026-01-01T00:29:00Z',
  startedAt: '2026-01-01T00:30:00Z',
  stoppingAt: null,
  stoppedAt: null,
  stopCode: null,
  stoppedReason: null,
  containers: [app],
}

const target = (state: string, reason: string | null = null): TargetCheck => ({
  targetGroupName: 'web-tg',
  read: {
    ok: true,
    asOf: now,
    value: {
      targetGroupArn: 'arn:tg',
      targetGroupName: 'web-tg',
      targetId: '10.0.0.1',
      port: 80,
      state,
      reason,
      description: null,
    } satisfies TargetHealth,
  },
})
const absent: TargetCheck = { targetGroupName: 'web-tg', read: { ok: true, asOf: now, value: null } }
const denied: TargetCheck = {
  targetGroupName: 'web-tg',
  read: {
    ok: false,
    error: { code: 'forbidden', message: 'no', iamAction: 'elasticloadbalancing:DescribeTargetHealth' },
  },
}
const stale: TargetCheck = {
  ...target('healthy'),
  read: { ...target('healthy').read, asOf: now - 5 * 60_000 - 1 } as TargetCheck['read'],
}
const young = { startedAt: '2026-01-01T00:59:50Z' }

test.each<[string, Partial<TaskFacts>, TargetCheck[], string]>([
  ['a healthy target proves it', {}, [target('healthy')], 'healthy'],
  ['a passing container check proves it', { healthStatus: 'HEALTHY', containers: [checked] }, [], 'healthy'],
  [
    'a passing check is proof even when nobody knows whether it is of an essential container',
    { containers: [{ ...checked, essential: null }] },
    [],
    'healthy',
  ],
  [
    'called HEALTHY, and nothing tells whether something checks it',
    { containers: [{ ...checked, essential: null, hasHealthCheck: null }] },
    [],
    'unknown',
  ],
  ['running, and nothing checks it', {}, [], 'unverified'],
  [
    'called HEALTHY without a check, as emulators do',
    { healthStatus: 'HEALTHY', containers: [{ ...app, healthStatus: 'HEALTHY' }] },
    [],
    'unverified',
  ],
  ['an unhealthy target', {}, [target('unhealthy')], 'failing'],
  ['one good target does not outweigh a bad one', {}, [target('healthy'), target('unhealthy')], 'failing'],
  [
    'a good container check does not outweigh a bad target',
    { containers: [checked] },
    [target('unhealthy')],
    'failing',
  ],
  ['ELBv2 denied', {}, [denied], 'unknown'],
  [
    'ELBv2 denied, though the container check passes',
    { healthStatus: 'HEALTHY', containers: [checked] },
    [denied],
    'unknown',
  ],
  ['target health older than 5 minutes', {}, [stale], 'unknown'],
  ['first target check under way', young, [target('initial')], 'deploying'],
  ['not registered yet', young, [absent], 'deploying'],
  ['still not registered after half an hour', {}, [absent], 'unknown'],
  ['a target state that we do not know', {}, [target('radiant')], 'unknown'],
  ['a target group that no load balancer uses', {}, [target('unused', 'Target.NotInUse')], 'unverified'],
  [
    'HEALTHY, with an essential container that has a check and no answer',
    {
      healthStatus: 'HEALTHY',
      containers: [checked, { ...checked, name: 'proxy', healthStatus: 'UNKNOWN' }],
    },
    [],
    'unknown',
  ],
  [
    'HEALTHY, with an essential container that nothing checks',
    { healthStatus: 'HEALTHY', containers: [checked, { ...app, name: 'proxy' }] },
    [],
    'unverified',
  ],
  [
    'HEALTHY with an UNKNOWN essential container, behind a healthy target',
    { healthStatus: 'HEALTHY', containers: [checked, { ...app, name: 'proxy' }] },
    [target('healthy')],
    'unverified',
  ],
  [
    'a sidecar that is not essential may be unchecked',
    { healthStatus: 'HEALTHY', containers: [checked, { ...app, name: 'proxy', essential: false }] },
    [],
    'healthy',
  ],
  [
    'an UNHEALTHY container',
    { containers: [{ ...checked, healthStatus: 'UNHEALTHY' }] },
    [target('healthy')],
    'failing',
  ],
  ['ECS says UNHEALTHY', { healthStatus: 'UNHEALTHY', containers: [checked] }, [], 'failing'],
  [
    'a check that has not answered in its first minute',
    { ...young, containers: [{ ...checked, healthStatus: 'UNKNOWN' }] },
    [],
    'deploying',
  ],
  ['a check that never answered', { containers: [{ ...checked, healthStatus: 'UNKNOWN' }] }, [], 'unknown'],
  [
    'a check that never answered, behind a healthy target',
    { containers: [{ ...checked, healthStatus: 'UNKNOWN' }] },
    [target('healthy')],
    'healthy',
  ],
  [
    'a check that has not answered in its first minute, behind a healthy target',
    { ...young, containers: [{ ...checked, healthStatus: 'UNKNOWN' }] },
    [target('healthy')],
    'deploying',
  ],
  [
    'definition not read, young: whether a check is to come is not known',
    { ...young, containers: [{ ...app, essential: null, hasHealthCheck: null }] },
    [],
    'unknown',
  ],
  [
    'definition not read, for half an hour no check reported',
    { containers: [{ ...app, essential: null, hasHealthCheck: null }] },
    [],
    'unverified',
  ],
  [
    'definition not read, healthy target',
    { containers: [{ ...app, essential: null, hasHealthCheck: null }] },
    [target('healthy')],
    'healthy',
  ],
  [
    'no healthStatus at all, as emulators do',
    { healthStatus: null, containers: [{ ...app, healthStatus: null }] },
    [],
    'unverified',
  ],
  ['no containers, as emulators do', { containers: [] }, [target('healthy')], 'unknown'],
  [
    'an essential container is down',
    { containers: [{ ...app, lastStatus: 'STOPPED', exitCode: 1 }] },
    [],
    'failing',
  ],
  ['pending', { lastStatus: 'PENDING', startedAt: null, containers: [] }, [], 'deploying'],
  ['a status that we do not know', { lastStatus: 'HOVERING' }, [target('healthy')], 'unknown'],
  ['no status', { lastStatus: '' }, [], 'unknown'],
  [
    'stopping, by the scheduler',
    { desiredStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' },
    [target('healthy')],
    'stopped',
  ],
  ['stopping without a word', { lastStatus: 'DEACTIVATING', desiredStatus: 'STOPPED' }, [], 'stopped'],
  ['stopped by a user', { lastStatus: 'STOPPED', stopCode: 'UserInitiated' }, [], 'stopped'],
  [
    'a job that finished',
    {
      lastStatus: 'STOPPED',
      startedBy: null,
      stopCode: 'EssentialContainerExited',
      containers: [{ ...app, lastStatus: 'STOPPED', exitCode: 0 }],
    },
    [],
    'stopped',
  ],
  [
    "a service's task that ended with 0",
    {
      lastStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      containers: [{ ...app, lastStatus: 'STOPPED', exitCode: 0 }],
    },
    [],
    'failing',
  ],
  [
    'a job that failed',
    {
      lastStatus: 'STOPPED',
      startedBy: null,
      stopCode: 'EssentialContainerExited',
      containers: [{ ...app, lastStatus: 'STOPPED', exitCode: 1 }],
    },
    [],
    'failing',
  ],
  ['stopped without a word', { lastStatus: 'STOPPED', containers: [] }, [], 'unknown'],
])('%s', (_, facts, targets, level) => {
  const health = taskHealth({ ok: true, asOf: now, value: { ...base, ...facts } }, targets, now)
  expect(health.level).toBe(level)
  for (const { text } of health.because) expect(text.length).toBeGreaterThan(10)
})

test('a task that could not be read, or was read long ago, is unknown and says so', () => {
  const error = { code: 'forbidden', message: 'denied', iamAction: 'ecs:DescribeTasks' } as const
  expect(taskHealth({ ok: false, error }, [], now).because[0].text).toContain('ecs:DescribeTasks')
  const old = taskHealth({ ok: true, asOf: now - 6 * 60_000, value: base }, [target('healthy')], now)
  expect(old.level).toBe('unknown')
  expect(old.because[0]).toEqual({ kind: 'stale', text: 'This task could not be read for 6 min' })
})

test('the denied action is named', () => {
  expect(taskHealth({ ok: true, asOf: now, value: base }, [denied], now).because[0].text).toBe(
    'Running, health unknown: its target health in web-tg may not be read: the role lacks elasticloadbalancing:DescribeTargetHealth',
  )
})

import { expect, test } from 'vitest'
import { ranAndDied, type StopFacts, stopOf } from './stops'

const container = { name: 'app', essential: true, exitCode: null, reason: null }
const base: StopFacts = {
  taskId: 't1',
  startedBy: 'ecs-svc/1',
  revision: 'arn:td/web:1',
  stopCode: null,
  stoppedReason: null,
  startedAt: '2026-01-01T00:00:00Z',
  stoppingAt: null,
  stoppedAt: '2026-01-01T00:05:00Z',
  containers: [container],
}

test.each<[string, Partial<StopFacts>, string, string]>([
  [
    'an out-of-memory kill, because the reason says so',
    {
      stopCode: 'EssentialContainerExited',
      containers: [
        { ...container, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      ],
    },
    'exited',
    'OOM in `app`',
  ],
  [
    '137 without such a reason is no proof of OOM',
    { stopCode: 'EssentialContainerExited', containers: [{ ...container, exitCode: 137 }] },
    'exited',
    '`app` was killed (exit code 137)',
  ],
  [
    'the essential container is blamed, not the sidecar',
    {
      stopCode: 'EssentialContainerExited',
      containers: [
        { ...container, name: 'sidecar', essential: false, exitCode: 2 },
        { ...container, exitCode: 1 },
      ],
    },
    'exited',
    '`app` exited with code 1',
  ],
  [
    'scale-in',
    {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
    },
    'scheduler',
    'stopped by the service scheduler',
  ],
  [
    'a drain that ends with SIGKILL is still a drain',
    {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)',
      containers: [{ ...container, exitCode: 137 }],
    },
    'scheduler',
    'stopped by the service scheduler',
  ],
  [
    'replaced for failing the load balancer',
    {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks in (target-group arn:tg/web)',
    },
    'health-check',
    'failed its load balancer health checks',
  ],
  [
    'replaced for failing its container health check',
    { stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks' },
    'health-check',
    'failed its container health check',
  ],
  [
    'a user',
    { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' },
    'user',
    'stopped by a user',
  ],
  ['spot', { stopCode: 'SpotInterruption' }, 'infrastructure', 'its host went away'],
  ['a lost host', { stopCode: 'InfrastructureHealth' }, 'infrastructure', 'its host went away'],
  [
    'an image that cannot be pulled',
    {
      stopCode: 'TaskFailedToStart',
      startedAt: null,
      stoppedReason: 'CannotPullContainerError: not found',
      containers: [container],
    },
    'never-ran',
    'the image of its container cannot be pulled',
  ],
  [
    'secrets that cannot be read',
    {
      stopCode: 'TaskFailedToStart',
      startedAt: null,
      stoppedReason: 'ResourceInitializationError: unable to pull secrets',
    },
    'never-ran',
    'its resources could not be set up (secrets, network or logs)',
  ],
  [
    'an emulator that gives no stop code but a reason',
    { stoppedReason: 'Essential container in task exited', containers: [{ ...container, exitCode: 1 }] },
    'exited',
    '`app` exited with code 1',
  ],
  [
    'no code, no reason, exit by SIGTERM',
    { containers: [{ ...container, exitCode: 143 }] },
    'unexplained',
    '`app` exited with code 143',
  ],
  ['nothing at all', { containers: [] }, 'unexplained', 'its container stopped without an exit code'],
])('%s', (_, facts, kind, cause) => {
  const stop = stopOf({ ...base, ...facts })
  expect({ kind: stop.kind, cause: stop.cause }).toEqual({ kind, cause })
})

test('a lifetime runs from RUNNING to the stop', () => {
  expect(stopOf(base).lifetimeMs).toBe(300_000)
  expect(stopOf({ ...base, stoppingAt: '2026-01-01T00:04:00Z' }).lifetimeMs).toBe(240_000)
  expect(stopOf({ ...base, startedAt: null }).lifetimeMs).toBeNull()
  expect(stopOf({ ...base, stoppedAt: 'no time' }).at).toBeNull()
})

test('a task that never ran did not run and die', () => {
  expect(ranAndDied(stopOf({ ...base, stopCode: 'TaskFailedToStart' }))).toBe(false)
  expect(
    ranAndDied(
      stopOf({ ...base, stopCode: 'EssentialContainerExited', containers: [{ ...container, exitCode: 0 }] }),
    ),
  ).toBe(true)
})

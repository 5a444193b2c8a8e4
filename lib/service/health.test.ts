import { describe, expect, test } from 'vitest'
import type { Level } from '@/lib/health/contract'
import type { ServiceEvidence } from './facts'
import { serviceHealth } from './health'
import {
  type Case,
  ago,
  app,
  byUser,
  deployments,
  died,
  judge,
  mid,
  noPull,
  noRoom,
  now,
  old,
  older,
  pending,
  primary,
  rolling,
  scaleIn,
  service,
  stop,
  task,
  two,
} from './health-cases'

describe('levels', () => {
  test.each<[string, Level, Case]>([
    ['all proven', 'healthy', { tasks: two() }],
    ['one crash that was replaced', 'healthy', { tasks: two(), stops: died(5) }],
    ['nothing checks it', 'unverified', { tasks: [task('unverified'), task('unverified')] }],
    ['one of two is unverified', 'unverified', { tasks: [task('healthy'), task('unverified')] }],
    ['one of two is unhealthy', 'degraded', { tasks: [task('healthy'), task('failing')] }],
    ['fewer than desired', 'degraded', { service: { runningCount: 1 }, tasks: [task('healthy')] }],
    [
      'fewer than desired, one starting',
      'degraded',
      { service: { runningCount: 1 }, tasks: [task('healthy'), pending(1)] },
    ],
    ['all targets unhealthy', 'failing', { tasks: [task('failing'), task('failing')] }],
    ['health unknown', 'unknown', { tasks: [task('unknown'), task('unknown')] }],
    [
      'fewer than desired is certain even when health is not',
      'degraded',
      { service: { runningCount: 1 }, tasks: [task('unknown')] },
    ],
    ['ECS counts tasks but lists none', 'unknown', {}],
    ['ECS gives no desired count', 'unknown', { service: { desiredCount: null }, tasks: two() }],
    ['desired 0', 'stopped', { service: { desiredCount: 0, runningCount: 0 } }],
    ['desired 0 after a crash loop', 'stopped', { service: { desiredCount: 0 }, stops: died(1, 2, 3) }],
    ['deleted', 'stopped', { service: { status: 'DRAINING' }, tasks: two() }],
    [
      'a daemon with no instance',
      'stopped',
      { service: { schedulingStrategy: 'DAEMON', desiredCount: 0, runningCount: 0 } },
    ],
    ['nothing runs', 'failing', { service: { runningCount: 0 } }],
    ['no room', 'failing', { service: { runningCount: 0, events: [noRoom] } }],
    ['no deployments, as emulators do', 'healthy', { service: { deployments: [] }, tasks: two() }],
    [
      'a deployment status outside the enum',
      'healthy',
      { service: { deployments: [{ ...primary, status: '' }] }, tasks: two() },
    ],
  ])('%s', (_, level, facts) => {
    const health = judge(facts)
    expect(health.level).toBe(level)
    for (const { text } of health.because) expect(text.length).toBeGreaterThan(8)
  })
})

describe('crash loops', () => {
  test.each<[string, Level, Case]>([
    ['3 in 10 minutes', 'crash-loop', { tasks: two(), stops: died(1, 4, 9) }],
    [
      'at an instant at which nothing runs',
      'crash-loop',
      { service: { runningCount: 0 }, stops: died(1, 2, 3) },
    ],
    [
      'while a task is starting',
      'crash-loop',
      { service: { runningCount: 0 }, tasks: [pending(0)], stops: died(1, 2, 3) },
    ],
    ['short lives that repeat below the rate', 'crash-loop', { tasks: two(), stops: died(6, 13, 20, 27) }],
    ['backed off to 15 minutes', 'crash-loop', { tasks: two(), stops: died(12, 28, 44) }],
    [
      'replaced again and again for failing health checks',
      'crash-loop',
      {
        tasks: two(),
        stops: [1, 4, 8].map((at) =>
          stop(at, {
            stopCode: 'ServiceSchedulerInitiated',
            stoppedReason: 'Task failed ELB health checks in (target-group arn)',
          }),
        ),
      },
    ],
    ['inside a roll-out', 'crash-loop', { service: { deployments }, tasks: mid(), stops: died(1, 2, 3) }],
    ['short lives that ended, none since', 'healthy', { tasks: two(), stops: died(40, 42, 44) }],
    ['lives of half an hour', 'healthy', { tasks: two(), stops: [12, 20, 28].map((at) => stop(at, {}, 32)) }],
    ['two in 10 minutes', 'healthy', { tasks: two(), stops: died(2, 5) }],
    ['scale-in', 'healthy', { tasks: two(), stops: [1, 2, 3, 4].map((at) => stop(at, scaleIn)) }],
    [
      'a user who stops tasks',
      'healthy',
      { tasks: two(), stops: [1, 2, 3, 4].map((at) => stop(at, byUser)) },
    ],
    [
      'spot interruptions',
      'healthy',
      { tasks: two(), stops: [1, 2, 3].map((at) => stop(at, { stopCode: 'SpotInterruption' })) },
    ],
    [
      'of a revision that is replaced by now',
      'healthy',
      { tasks: two(), stops: [1, 2, 3].map((at) => stop(at, old)) },
    ],
    [
      'the same revision, forced anew',
      'crash-loop',
      { tasks: two(), stops: [1, 2, 3].map((at) => stop(at, { startedBy: 'ecs-svc/1' })) },
    ],
    [
      'without deployments',
      'crash-loop',
      { service: { deployments: [] }, tasks: two(), stops: died(1, 2, 3) },
    ],
  ])('%s', (_, level, facts) => {
    expect(judge(facts).level).toBe(level)
  })
})

describe('facts that are missing', () => {
  const good: ServiceEvidence = {
    service: { ok: true, asOf: now, value: service },
    running: { ok: true, asOf: now, value: { tasks: two(), unread: 0 } },
    stopped: { ok: true, asOf: now, value: { tasks: [], unread: 0 } },
  }
  const denied = {
    ok: false,
    error: { code: 'forbidden', message: 'no', iamAction: 'ecs:ListTasks' },
  } as const
  const long = now - 5 * 60_000 - 1
  test.each<[string, Partial<ServiceEvidence>]>([
    ['the service', { service: denied }],
    ['its tasks', { running: denied }],
    ['its stopped tasks', { stopped: denied }],
    ['a stale service', { service: { ok: true, asOf: long, value: service } }],
    ['stale tasks', { running: { ok: true, asOf: long, value: { tasks: two(), unread: 0 } } }],
    ['stale stopped tasks', { stopped: { ok: true, asOf: long, value: { tasks: [], unread: 0 } } }],
    [
      'some of its tasks only',
      { running: { ok: true, asOf: now, partial: true, value: { tasks: two(), unread: 0 } } },
    ],
    [
      'some of its stopped tasks only',
      { stopped: { ok: true, asOf: now, partial: true, value: { tasks: [], unread: 0 } } },
    ],
    ['one stopped task', { stopped: { ok: true, asOf: now, value: { tasks: [], unread: 1 } } }],
  ])('%s: unknown', (_, facts) => {
    expect(serviceHealth({ ...good, ...facts }, now).level).toBe('unknown')
  })
  test('a service that AWS told of before it went out of reach: unknown', () => {
    const facts = { ...good, service: { ok: true, asOf: now, value: service, away: true } as const }
    expect(serviceHealth(facts, now).level).toBe('unknown')
  })
  test('with all of them it is healthy', () => {
    expect(serviceHealth(good, now).level).toBe('healthy')
  })
  test('that nothing runs is certain without the list of tasks', () => {
    const none: ServiceEvidence = {
      ...good,
      running: denied,
      service: { ok: true, asOf: now, value: { ...service, runningCount: 0 } },
    }
    expect(serviceHealth(none, now).level).toBe('failing')
  })
})

test('what ECS counts is not said to serve', () => {
  const denied = {
    ok: false,
    error: { code: 'forbidden', message: 'The credentials have expired.' },
  } as const
  const known: ServiceEvidence = {
    service: { ok: true, asOf: now, value: service },
    running: denied,
    stopped: denied,
  }
  expect(serviceHealth(known, now).because.map(({ text }) => text)).toEqual([
    'Its tasks may not be read: the credentials have expired',
    'ECS counts 2 of 2 desired tasks as running',
  ])
  const doubtful = judge({ service: { runningCount: 1 }, tasks: [task('unknown')] })
  expect(doubtful.because[0].text).toBe('At most 1 of 2 desired tasks serves')
})

test('a status that nobody knows may be one of those that serve: doubt, neither failing nor healthy', () => {
  const strange = { ...task('unknown'), lastStatus: 'NEW_RUNNING' }
  expect(judge({ tasks: [strange, strange] }).level).toBe('unknown')
  expect(judge({ tasks: [task('healthy'), strange] }).level).toBe('unknown')
})

describe('sentences', () => {
  test('a crash loop says how often, why, since which revision, and what to do', () => {
    const oom = { ...app, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }
    const health = judge({
      service: { runningCount: 0, deployments: [{ ...rolling, createdAt: ago(14), runningCount: 0 }, older] },
      stops: [1, 2, 3, 4, 5, 6, 7].map((at) => stop(at, { containers: [oom] })),
    })
    expect(health.because[0].text).toBe(
      '7 restarts in 10 min · OOM in `app` since web:2, deployed 14 min ago',
    )
    expect(health.because[0].quote).toContain('OutOfMemoryError')
    expect(health.next).toBe('roll back to :1')
  })
  test('an image that cannot be pulled is quoted', () => {
    const health = judge({
      service: { runningCount: 0, deployments: [{ ...rolling, createdAt: ago(130), runningCount: 0 }] },
      stops: [stop(2, noPull)],
    })
    expect(health.because[0]).toMatchObject({
      kind: 'image-pull',
      text: 'No task of web:2, deployed 2 h ago ever reached RUNNING: the image of `app` cannot be pulled',
      quote: 'CannotPullContainerError: mailer:1: not found',
    })
  })
  test('what has no place says what it lacks', () => {
    const { because, next } = judge({ service: { runningCount: 0, events: [noRoom] } })
    expect(because[0].text).toBe('Nothing serves · Its tasks cannot be placed: insufficient memory available')
    expect(next).toBe('free or add capacity, or ask for less')
  })
})

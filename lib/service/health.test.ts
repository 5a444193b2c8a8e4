import { describe, expect, test } from 'vitest'
import type { Level } from '@/lib/health/contract'
import type { StopFacts } from '@/lib/task/stops'
import type { DeploymentFacts, JudgedTask, ServiceEvidence, ServiceFacts } from './facts'
import { serviceHealth } from './health'

const now = Date.parse('2026-01-01T12:00:00Z')
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const revision = (n: number) => ({ arn: `arn:td/web:${n}`, family: 'web', revision: n })

const primary: DeploymentFacts = {
  id: 'ecs-svc/2',
  status: 'PRIMARY',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  failedTasks: 0,
  rolloutState: 'COMPLETED',
  rolloutStateReason: null,
  createdAt: ago(300),
  taskDefinition: revision(2),
}
const older: DeploymentFacts = {
  ...primary,
  id: 'ecs-svc/1',
  status: 'ACTIVE',
  createdAt: ago(3000),
  taskDefinition: revision(1),
}
const service: ServiceFacts = {
  name: 'web',
  status: 'ACTIVE',
  schedulingStrategy: 'REPLICA',
  deploymentController: 'ECS',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  minimumHealthyPercent: 100,
  taskDefinition: revision(2),
  deployments: [primary],
  events: [],
}

let id = 0
function task(level: Level, facts: Partial<JudgedTask> = {}): JudgedTask {
  return {
    taskId: `t${++id}`,
    startedBy: 'ecs-svc/2',
    revision: revision(2).arn,
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    createdAt: ago(200),
    startedAt: ago(199),
    health: { level, because: [{ kind: 'target-health', text: `Its target is ${level} in web-tg` }] },
    ...facts,
  }
}
const pending = (minutes: number, facts: Partial<JudgedTask> = {}) =>
  task('deploying', { lastStatus: 'PENDING', createdAt: ago(minutes), startedAt: null, ...facts })

const app = { name: 'app', essential: true, exitCode: 1, reason: null }
function stop(minutes: number, facts: Partial<StopFacts> = {}, lifeMinutes = 1): StopFacts {
  return {
    taskId: `s${++id}`,
    startedBy: 'ecs-svc/2',
    revision: revision(2).arn,
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    startedAt: ago(minutes + lifeMinutes),
    stoppingAt: ago(minutes),
    stoppedAt: ago(minutes),
    containers: [app],
    ...facts,
  }
}
const noPull: Partial<StopFacts> = {
  stopCode: 'TaskFailedToStart',
  startedAt: null,
  stoppedReason: 'CannotPullContainerError: mailer:1: not found',
  containers: [{ ...app, exitCode: null, reason: 'CannotPullContainerError: mailer:1: not found' }],
}
const scaleIn: Partial<StopFacts> = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)',
  containers: [{ ...app, exitCode: 143 }],
}
const byUser: Partial<StopFacts> = { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' }
const event = (kind: ServiceFacts['events'][number]['kind'], minutes: number, message: string) => ({
  kind,
  at: ago(minutes),
  message,
})
const noRoom = event(
  'placement',
  3,
  '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 1) has insufficient memory available.',
)

type Case = { service?: Partial<ServiceFacts>; tasks?: JudgedTask[]; stops?: StopFacts[] }

function judge({ service: facts = {}, tasks = [], stops = [] }: Case) {
  const evidence: ServiceEvidence = {
    service: { ok: true, asOf: now, value: { ...service, ...facts } },
    running: { ok: true, asOf: now, value: { tasks, unread: 0 } },
    stopped: { ok: true, asOf: now, value: { tasks: stops, unread: 0 } },
  }
  return serviceHealth(evidence, now)
}

const two = () => [task('healthy'), task('healthy')]
const rolling: DeploymentFacts = {
  ...primary,
  rolloutState: 'IN_PROGRESS',
  createdAt: ago(4),
  runningCount: 1,
}
const old = { startedBy: 'ecs-svc/1', revision: revision(1).arn }
const mid = () => [task('healthy', old), task('healthy', old), task('healthy')]
const deployments = [rolling, { ...older, runningCount: 2 }]
const died = (...minutes: number[]) => minutes.map((at) => stop(at))

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

describe('roll-outs', () => {
  test.each<[string, Level, Case]>([
    ['an ordinary one', 'deploying', { service: { deployments }, tasks: mid() }],
    [
      'its first target check under way',
      'deploying',
      { service: { deployments }, tasks: [...mid().slice(0, 2), task('deploying')] },
    ],
    [
      'with drained tasks',
      'deploying',
      { service: { deployments }, tasks: mid(), stops: [stop(1, { ...old, ...scaleIn })] },
    ],
    [
      'below the desired count, as minimumHealthyPercent allows',
      'deploying',
      {
        service: { deployments, minimumHealthyPercent: 50, runningCount: 1 },
        tasks: [task('healthy', old), pending(1)],
      },
    ],
    [
      'below what minimumHealthyPercent allows',
      'degraded',
      { service: { deployments, runningCount: 1 }, tasks: [task('healthy', old), pending(1)] },
    ],
    ['with one unplanned stop', 'degraded', { service: { deployments }, tasks: mid(), stops: died(2) }],
    [
      'a new task is unhealthy',
      'degraded',
      { service: { deployments }, tasks: [...mid().slice(0, 2), task('failing')] },
    ],
    [
      'failed, while older tasks serve',
      'degraded',
      { service: { deployments: [{ ...primary, rolloutState: 'FAILED' }] }, tasks: two() },
    ],
    [
      'stuck between minimum and maximum',
      'degraded',
      {
        service: {
          deployments,
          events: [
            event(
              'deployment',
              2,
              '(service web) was unable to stop or start tasks during a deployment because of the service deployment configuration.',
            ),
          ],
        },
        tasks: mid(),
      },
    ],
    [
      'the new image cannot be pulled, older tasks serve',
      'failing',
      {
        service: { deployments: [{ ...rolling, runningCount: 0 }, older] },
        tasks: mid().slice(0, 2),
        stops: [stop(2, noPull)],
      },
    ],
    [
      'the same at ECS’s slowest pace',
      'failing',
      {
        service: { deployments: [{ ...rolling, createdAt: ago(600), runningCount: 0 }, older] },
        tasks: mid().slice(0, 2),
        stops: [stop(45, noPull)],
      },
    ],
    [
      'one start failed, another new task runs',
      'degraded',
      { service: { deployments }, tasks: mid(), stops: [stop(2, noPull)] },
    ],
    [
      'the new tasks find no place, older ones serve',
      'failing',
      {
        service: { deployments: [{ ...rolling, runningCount: 0 }, older], events: [noRoom] },
        tasks: mid().slice(0, 2),
      },
    ],
    [
      'a new service, its first tasks starting',
      'deploying',
      {
        service: { runningCount: 0, deployments: [{ ...rolling, runningCount: 0 }] },
        tasks: [pending(1), pending(1)],
      },
    ],
    [
      'a new service a moment old',
      'deploying',
      { service: { runningCount: 0, deployments: [{ ...rolling, runningCount: 0, createdAt: ago(0.2) }] } },
    ],
    ['scaled up from 0', 'deploying', { service: { runningCount: 0 }, tasks: [pending(1), pending(1)] }],
    [
      'still starting after a quarter of an hour',
      'failing',
      { service: { runningCount: 0 }, tasks: [pending(16)] },
    ],
    [
      'a user stopped the only task',
      'failing',
      { service: { runningCount: 0 }, tasks: [pending(0)], stops: [stop(0, byUser)] },
    ],
    [
      'under way, health unknown',
      'unknown',
      { service: { deployments }, tasks: [task('unknown', old), task('unknown', old), task('unknown')] },
    ],
    [
      'an external controller, second set with tasks',
      'deploying',
      {
        service: {
          deploymentController: 'EXTERNAL',
          deployments: [
            { ...primary, rolloutState: null },
            { ...older, rolloutState: null },
          ],
        },
        tasks: mid(),
      },
    ],
    [
      'a daemon that replaces in place',
      'deploying',
      {
        service: {
          schedulingStrategy: 'DAEMON',
          minimumHealthyPercent: 0,
          deployments: [rolling],
          runningCount: 1,
        },
        tasks: [task('healthy'), pending(1)],
      },
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
    ['one stopped task', { stopped: { ok: true, asOf: now, value: { tasks: [], unread: 1 } } }],
  ])('%s: unknown', (_, facts) => {
    expect(serviceHealth({ ...good, ...facts }, now).level).toBe('unknown')
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

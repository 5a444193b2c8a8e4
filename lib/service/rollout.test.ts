import { describe, expect, test } from 'vitest'
import type { Level } from '@/lib/health/contract'
import {
  type Case,
  ago,
  byUser,
  deployments,
  died,
  event,
  judge,
  mid,
  noPull,
  noRoom,
  old,
  older,
  pending,
  primary,
  rolling,
  scaleIn,
  stop,
  task,
  two,
} from './health-cases'

const stuck = (minutes: number) =>
  event(
    'deployment',
    minutes,
    '(service web) was unable to stop or start tasks during a deployment because of the service deployment configuration.',
  )

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
      { service: { deployments, events: [stuck(2)] }, tasks: mid() },
    ],
    [
      'stuck for an hour, and ECS silent since',
      'degraded',
      {
        service: { deployments: [{ ...rolling, createdAt: ago(61) }, older], events: [stuck(60)] },
        tasks: mid(),
      },
    ],
    [
      'stuck once, moving again since',
      'deploying',
      {
        service: {
          deployments,
          events: [event('started', 1, '(service web) has started 1 tasks: (task t9).'), stuck(2)],
        },
        tasks: mid(),
      },
    ],
    [
      'stuck was the roll-out before',
      'deploying',
      {
        service: { deployments: [{ ...rolling, createdAt: ago(1) }, older], events: [stuck(2)] },
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

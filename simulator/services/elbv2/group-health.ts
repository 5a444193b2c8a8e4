import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2'
import { behaviourOf } from '../../image.ts'
import type { World } from '../../world.ts'
import type { Group, Target } from './state.ts'
import {
  healthOfCourse,
  isDecided,
  matches,
  proceed,
  startCourse,
  type HealthCheck,
  type Probe,
} from './target-health.ts'

/** How long a target that leaves keeps its open connections, ms. */
export function drainMs(group: Group): number {
  return Number(group.attributes.get('deregistration_delay.timeout_seconds') ?? 300) * 1000
}

/** Forgets targets whose draining is over. */
export function forgetDrained(world: World, group: Group): void {
  const gone = world.now - drainMs(group)
  for (const [key, target] of group.targets)
    if (target.deregisteredAt !== undefined && target.deregisteredAt <= gone) group.targets.delete(key)
}

/** The health of one target at the world's present. */
export function healthOf(world: World, group: Group, target: Target): TargetHealth {
  if (target.told) return target.told
  if (target.deregisteredAt !== undefined)
    return {
      State: 'draining',
      Reason: 'Target.DeregistrationInProgress',
      Description: 'Target deregistration is in progress',
    }
  if (group.listenedSince === undefined)
    return {
      State: 'unused',
      Reason: 'Target.NotInUse',
      Description: 'Target group is not configured to receive traffic from the load balancer',
    }
  if (group.made.HealthCheckEnabled === false)
    return {
      State: 'unavailable',
      Reason: 'Target.HealthCheckDisabled',
      Description: 'Health checks are disabled',
    }
  const since = Math.max(target.registeredAt, group.listenedSince)
  target.course ??= startCourse(since)
  proceed(
    target.course,
    checkOf(group),
    world.now,
    (at) => probe(world, group, target, at),
    constantFrom(world, group, target),
  )
  return healthOfCourse(target.course, since, world.now)
}

/** Whether the health of a target, as it was just asked for, stays so until somebody changes the group or the target. */
export function isSettled(world: World, group: Group, target: Target): boolean {
  if (target.deregisteredAt !== undefined) return false
  if (group.listenedSince === undefined || group.made.HealthCheckEnabled === false) return true
  return (
    target.course !== undefined &&
    isDecided(target.course, checkOf(group), constantFrom(world, group, target))
  )
}

/** Brings every target up to the present under the check as it is, before the check is changed. */
export function settleHealth(world: World, group: Group): void {
  for (const target of group.targets.values()) healthOf(world, group, target)
}

function checkOf({ made }: Group): HealthCheck {
  const http = made.HealthCheckProtocol === 'HTTP' || made.HealthCheckProtocol === 'HTTPS'
  const matcher = made.Matcher?.HttpCode ?? made.Matcher?.GrpcCode ?? '200'
  return {
    intervalMs: (made.HealthCheckIntervalSeconds ?? 30) * 1000,
    healthyThreshold: made.HealthyThresholdCount ?? 5,
    unhealthyThreshold: made.UnhealthyThresholdCount ?? 2,
    // A TCP check passes as soon as something listens.
    passes: (met) => met !== 'timeout' && (!http || matches(matcher, met)),
  }
}

/** A server is taken to need three seconds before it listens. */
const listeningMs = 3_000

/** From when every probe of a target meets the same: when nothing ends it and nothing says how it answers. */
function constantFrom(world: World, { checkChangedAt = 0 }: Group, { run }: Target): number {
  if (!run) return checkChangedAt
  const { exit, probe: answers } = behaviourOf(world, run.image)
  return exit || answers ? Infinity : Math.max(run.startedAt + listeningMs, checkChangedAt)
}

/** What a probe meets: nobody answers where no container runs or ran to its end. */
function probe(world: World, { made }: Group, { run }: Target, at: number): Probe {
  if (!run || at < run.startedAt) return 'timeout'
  const age = at - run.startedAt
  const behaviour = behaviourOf(world, run.image)
  const exit = behaviour.exit?.(run)
  if (exit && age >= exit.afterMs) return 'timeout'
  if (behaviour.probe) return behaviour.probe(run, made.HealthCheckPath ?? '/', age)
  return age < listeningMs ? 'timeout' : 200
}

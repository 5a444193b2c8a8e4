import type { Evidence, Health } from '@/lib/health/contract'
import { unlessAway, usable, verdict, withNext } from '@/lib/health/verdict'
import { asClause, count } from '@/lib/health/words'
import { mayRun } from '@/lib/task/health'
import { isUnplanned, type Stop, stopOf } from '@/lib/task/stops'
import { crashLoopOf } from './crash-loop'
import { crashLoopHealth, neverRanHealth } from './death-sentences'
import {
  countsEvidence,
  deadlockEvidence,
  placementEvidence,
  runningEvidence,
  servingCount,
  shareOf,
  stopEvidence,
} from './evidence'
import type { JudgedTask, ServiceEvidence, ServiceFacts } from './facts'
import { nothingServes, unplaceable } from './nothing-serves'
import { isOfPrimary, isRollingOut, neverRan, primaryOf, stopsInRollout } from './rollout'

const tenMinutes = 10 * 60_000

/**
 * The verdict on one service (CONTRACT.md "Verdicts"), from all that ECS and ELBv2 say of it. The rules are asked worst
 * first, but for one: a crash loop is told before "nothing serves", since at some instants nothing of it runs.
 * A roll-out of which no task ever reached RUNNING is failing even while the tasks before it serve.
 *
 * @param now epoch ms by AWS's clock
 */
export function serviceHealth(evidence: ServiceEvidence, now: number): Health {
  return unlessAway(healthOf(evidence, now), Object.values(evidence), 'This service')
}

function healthOf(evidence: ServiceEvidence, now: number): Health {
  const known = usable(evidence.service, 'This service', now)
  if (!known.ok) return verdict('unknown', known.why)
  const service = known.value
  const still = notMeantToRun(service)
  if (still) return still
  if (service.desiredCount === null)
    return verdict('unknown', { kind: 'missing', text: 'AWS does not say how many tasks are desired' })

  const stopped = usable(evidence.stopped, 'Its stopped tasks', now)
  const stops = stopped.ok ? stopped.value.tasks.map(stopOf) : []
  const loop = crashLoopOf(
    stops.filter((stop) => isOfPrimary(service, stop)),
    now,
  )
  if (loop) return crashLoopHealth(service, loop, now)

  const running = usable(evidence.running, 'Its tasks', now)
  if (!running.ok) {
    if (service.runningCount === 0) return nothingServes(service, [], stopped.ok ? stops : null, now)
    return verdict('unknown', running.why, runningEvidence(service))
  }
  const gone = neverRan(service, running.value.tasks, stops)
  if (gone.length > 0) return neverRanHealth(service, gone, servingCount(running.value.tasks), now)
  const unplaced = unplaceable(service, running.value.tasks, now)
  if (unplaced) return unplaced

  const { tasks, unread: missing } = running.value
  const living = tasks.filter(mayRun)
  // What ECS counts and does not list, or lists and does not describe, may serve or not: nobody can tell.
  // Where ECS counts no more tasks than are known, one of the cluster that could not be read is somebody else's.
  const uncounted = (service.runningCount ?? missing + tasks.length) - tasks.length - justStopped(stops, now)
  const unlisted = Math.max(uncounted, 0)
  const maybe = doubted(living) + unlisted
  if (servingCount(tasks) + maybe === 0) return nothingServes(service, tasks, stopped.ok ? stops : null, now)

  const shown = { ...service, desiredCount: service.desiredCount }
  return (
    degraded(shown, living, stops, unlisted, now) ??
    unknown(living, unlisted, missing, stopped.ok ? stopped.value.unread : stopped.why) ??
    settled(shown, living, stops, now)
  )
}

type Desired = ServiceFacts & { desiredCount: number }

function notMeantToRun(service: ServiceFacts): Health | undefined {
  if (service.status === 'DRAINING' || service.status === 'INACTIVE')
    return verdict('stopped', { kind: 'status', text: `The service is ${service.status}: it was deleted` })
  if (service.desiredCount !== 0) return undefined
  const left = service.runningCount ?? 0
  const text =
    service.schedulingStrategy === 'DAEMON'
      ? 'No container instance is there for this daemon to run on: desired count 0'
      : 'The desired count is 0'
  const rest = left > 0 ? { kind: 'counts', text: `${count(left, 'task')} still to stop` } : undefined
  return verdict('stopped', { kind: 'desired-zero', text }, rest)
}

function degraded(
  service: Desired,
  living: JudgedTask[],
  stops: Stop[],
  unlisted: number,
  now: number,
): Health | undefined {
  const rolling = isRollingOut(service)
  const primary = primaryOf(service)
  const bad = living.filter(({ health }) => health.level === 'failing')
  // While tasks replace each other, one whose first check is under way stands in for the one that it replaces: the
  // tasks and their targets are read apart, seconds may lie between.
  const up = (rolling ? living.length - bad.length : servingCount(living) + doubted(living)) + unlisted
  const floor = rolling
    ? Math.floor((service.desiredCount * (service.minimumHealthyPercent ?? 100)) / 100)
    : service.desiredCount
  const died = rolling ? stopsInRollout(service, stops) : []
  const reasons: Evidence[] = []
  const [first] = bad
  if (first) {
    const cause = first.health.because[0]
    reasons.push({
      ...cause,
      text: `${shareOf(bad.length, living.length)} unhealthy: ${asClause(cause.text)}`,
    })
  }
  if (died.length > 0) {
    const last = died.reduce((a, b) => ((b.at ?? 0) > (a.at ?? 0) ? b : a))
    const text = `${count(died.length, 'task')} stopped unplanned since the roll-out began: ${last.cause}`
    reasons.push(stopEvidence(last, text))
  }
  if (primary?.rolloutState === 'FAILED')
    reasons.push({
      kind: 'rollout',
      text: `The last roll-out failed`,
      ...(primary.rolloutStateReason === null ? {} : { quote: primary.rolloutStateReason }),
    })
  const deadlock = rolling ? deadlockEvidence(service) : undefined
  if (deadlock) reasons.push(deadlock)
  const counts = countsEvidence(service, up, unlisted + doubted(living) > 0)
  if (up < floor || deadlock) reasons.push(counts)
  const [weightiest, ...more] = reasons
  if (!weightiest) return undefined
  const recent = died.length === 0 ? lastUnplanned(stops, now) : undefined
  const health = verdict('degraded', weightiest, ...more, recent, placementEvidence(service, now))
  return withNext(
    health,
    weightiest === deadlock ? 'raise its maximum percent or lower its minimum' : undefined,
  )
}

function unknown(
  living: JudgedTask[],
  unlisted: number,
  missing: number,
  stops: number | Evidence,
): Health | undefined {
  const reasons: Evidence[] = []
  const [first] = living.filter(({ health }) => health.level === 'unknown')
  if (first) {
    const cause = first.health.because[0]
    reasons.push({ ...cause, text: `${shareOf(doubted(living), living.length)}: ${asClause(cause.text)}` })
  }
  if (unlisted > 0)
    reasons.push({
      kind: 'missing',
      // Whose task it is stands in its description.
      text:
        missing > 0
          ? `${count(missing, 'task')} of the cluster could not be read, and may be of this service`
          : `ECS counts ${count(unlisted, 'running task')} that it does not describe`,
    })
  if (typeof stops !== 'number')
    reasons.push({ ...stops, text: `${stops.text}, so a crash loop cannot be ruled out` })
  else if (stops > 0)
    reasons.push({
      kind: 'missing',
      text: `${count(stops, 'stopped task')} could not be read, so a crash loop cannot be ruled out`,
    })
  const [weightiest, ...more] = reasons
  return weightiest && verdict('unknown', weightiest, ...more)
}

function settled(service: Desired, living: JudgedTask[], stops: Stop[], now: number): Health {
  const counts = countsEvidence(service, servingCount(living))
  if (isRollingOut(service)) {
    const primary = primaryOf(service)
    const to = primary?.taskDefinition
      ? ` to ${primary.taskDefinition.family}:${primary.taskDefinition.revision}`
      : ''
    const progress = primary ? `: ${primary.runningCount} of ${primary.desiredCount} new tasks run` : ''
    const at = primary?.createdAt
    return verdict(
      'deploying',
      {
        kind: 'rollout',
        text: `A roll-out${to} is under way${progress}`,
        ...(at ? { at, atWord: 'began' } : {}),
      },
      counts,
    )
  }
  const recent = lastUnplanned(stops, now)
  const unverified = living.filter(({ health }) => health.level === 'unverified')
  if (unverified[0]) {
    const cause = unverified[0].health.because[0]
    const whole = unverified.length === living.length
    const text = whole ? cause.text : `${shareOf(unverified.length, living.length)}: ${asClause(cause.text)}`
    return verdict('unverified', { ...cause, text }, counts, recent)
  }
  const proof = living.find(({ health }) => health.level === 'healthy')?.health.because[0]
  if (!proof)
    return verdict('unknown', { kind: 'missing', text: 'No task of it is proven to be healthy' }, counts)
  const all = living.filter(({ health }) => health.level === 'healthy').length
  return verdict(
    'healthy',
    {
      ...proof,
      text: `${all} of ${count(service.desiredCount, 'task')} proven healthy: ${asClause(proof.text)}`,
    },
    counts,
    recent,
  )
}

const doubted = (living: JudgedTask[]) => living.filter(({ health }) => health.level === 'unknown').length

/** Tasks that ECS counted as running a moment ago and lists among the stopped ones now. */
const justStopped = (stops: Stop[], now: number) =>
  stops.filter(({ at }) => at !== null && now - at <= 60_000).length

function lastUnplanned(stops: Stop[], now: number): Evidence | undefined {
  const recent = stops.filter((stop) => isUnplanned(stop) && stop.at !== null && now - stop.at <= tenMinutes)
  const [last] = recent.sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
  return last && stopEvidence(last)
}

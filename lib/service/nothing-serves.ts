import { compareLevels, type Evidence, type Health } from '@/lib/health/contract'
import { verdict, withNext } from '@/lib/health/verdict'
import { asClause, count } from '@/lib/health/words'
import { isUnplanned, type Stop } from '@/lib/task/stops'
import {
  countsEvidence,
  impairedEvidence,
  lastPlacementEvidence,
  placementEvidence,
  servingCount,
  shareOf,
  stopEvidence,
} from './evidence'
import type { JudgedTask, ServiceFacts } from './facts'
import { isRollingOut, primaryOf } from './rollout'

const tenMinutes = 10 * 60_000
/** Tasks that are still starting after this long are not an ordinary start. */
const startMs = 10 * 60_000
const addCapacity = 'free or add capacity, or ask for less'
const askTheTarget = 'compare what the health check asks for with what the task answers'

/**
 * The verdict on a service that should run and of which no task serves: failing, unless these are the first tasks of a
 * service, or of one scaled up from 0, on their way without a fault.
 *
 * @param stops what stopped, null when that could not be read: then "without a fault" cannot be said
 */
export function nothingServes(
  service: ServiceFacts,
  tasks: readonly JudgedTask[],
  stops: readonly Stop[] | null,
  now: number,
): Health {
  const desired = service.desiredCount ?? 0
  const starting = tasks.filter(({ health }) => health.level === 'deploying')
  const bad = tasks.filter(({ health }) => health.level === 'failing' || health.level === 'stopped')
  const recent = (stops ?? []).filter(({ at }) => at !== null && now - at <= tenMinutes)
  const placement = lastPlacementEvidence(service)
  const began = Date.parse(primaryOf(service)?.createdAt ?? '')
  const young = now - began <= 60_000
  const calm = stops !== null && recent.length === 0 && bad.length === 0 && placement === undefined
  if (calm && (young || (starting.length > 0 && starting.every((task) => isYoung(task, now))))) {
    const are = starting.length === 1 ? 'is' : 'are'
    const how =
      starting.length === 0
        ? 'its roll-out has just begun'
        : `${starting.length} of ${count(desired, 'task')} ${are} starting`
    const text = `Nothing serves yet: ${how}`
    return verdict('deploying', { kind: 'rollout', text })
  }
  const counts: Evidence = { kind: 'counts', text: `Nothing serves: 0 of ${count(desired, 'desired task')}` }
  const why = placement ?? tasksEvidence(bad.length > 0 ? bad : tasks, tasks.length) ?? lastStop(recent)
  const first = why ? { ...why, text: `Nothing serves · ${why.text}` } : counts
  const health = verdict(
    'failing',
    first,
    unsettledEvidence(service),
    why && countsEvidence(service, 0),
    impairedEvidence(service, now),
  )
  if (placement) return withNext(health, addCapacity)
  return withNext(health, first.kind === 'target-health' ? askTheTarget : undefined)
}

/** Which roll-out never came to rest, and since when: what a person compares with when the trouble began. */
function unsettledEvidence(service: ServiceFacts): Evidence | undefined {
  const primary = primaryOf(service)
  if (primary?.rolloutState !== 'IN_PROGRESS' || !primary.createdAt || !primary.taskDefinition)
    return undefined
  const { family, revision } = primary.taskDefinition
  const text = `The roll-out to ${family}:${revision} has not completed`
  return { kind: 'rollout', text, at: primary.createdAt, atWord: 'began' }
}

/** A roll-out that finds no place while the tasks before it still serve: none of the new ones ever reached RUNNING. */
export function unplaceable(
  service: ServiceFacts,
  tasks: readonly JudgedTask[],
  now: number,
): Health | undefined {
  const primary = primaryOf(service)
  const event = placementEvidence(service, now)
  if (!primary || event?.at === undefined || primary.rolloutState === 'COMPLETED') return undefined
  if (!isRollingOut(service) || primary.desiredCount === 0 || primary.runningCount > 0) return undefined
  if (tasks.some(({ startedBy }) => startedBy === primary.id)) return undefined
  const older = servingCount(tasks)
  if (older === 0 || Date.parse(event.at) < Date.parse(primary.createdAt ?? '')) return undefined
  const still = `${count(older, 'older task')} still ${older === 1 ? 'serves' : 'serve'}`
  const text = `None of the new tasks could be placed; ${still} · ${event.text}`
  return withNext(verdict('failing', { ...event, text }), addCapacity)
}

function tasksEvidence(tasks: readonly JudgedTask[], all: number): Evidence | undefined {
  const [worst] = [...tasks].sort((a, b) => compareLevels(a.health.level, b.health.level))
  if (!worst) return undefined
  const [cause] = worst.health.because
  return { ...cause, text: `${shareOf(tasks.length, all)}: ${asClause(cause.text)}` }
}

function lastStop(stops: readonly Stop[]): Evidence | undefined {
  const [last] = stops.filter(isUnplanned).sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
  return last && stopEvidence(last)
}

function isYoung(task: JudgedTask, now: number): boolean {
  return now - Date.parse(task.startedAt ?? task.createdAt ?? '') <= startMs
}

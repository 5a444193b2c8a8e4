import type { Evidence } from '@/lib/health/contract'
import { clipped, count } from '@/lib/health/words'
import type { Stop } from '@/lib/task/stops'
import type { JudgedTask, ServiceFacts } from './facts'
import { primaryOf } from './rollout'

/** ECS repeats an event at most this far apart while its cause lasts: it backs off to 15 minutes. */
const eventMs = 20 * 60_000

/** How many tasks do their work: proven healthy, or running with nothing that says otherwise. */
export function servingCount(tasks: readonly JudgedTask[]): number {
  return tasks.filter(({ health }) => health.level === 'healthy' || health.level === 'unverified').length
}

/** "All 6 tasks", "1 of 6 tasks", "Its only task". */
export function shareOf(some: number, all: number): string {
  if (some === 1 && all === 1) return 'Its only task'
  return some === all ? `All ${count(all, 'task')}` : `${some} of ${count(all, 'task')}`
}

/** "5 of 6 desired tasks serve"; `atMost` when some of them may not. */
export function countsEvidence(service: ServiceFacts, up: number, atMost = false): Evidence {
  const desired = count(service.desiredCount ?? 0, 'desired task')
  const serve = up === 1 ? 'serves' : 'serve'
  return { kind: 'counts', text: `${atMost ? 'At most ' : ''}${up} of ${desired} ${serve}` }
}

/** What ECS itself counts, where nothing says whether they serve. */
export function runningEvidence({ runningCount, desiredCount }: ServiceFacts): Evidence | undefined {
  if (runningCount === null) return undefined
  const desired = count(desiredCount ?? 0, 'desired task')
  return { kind: 'counts', text: `ECS counts ${runningCount} of ${desired} as running` }
}

export function stopEvidence(stop: Stop, text = `A task stopped unplanned: ${stop.cause}`): Evidence {
  return {
    kind: 'stops',
    text,
    ...(stop.at === null ? {} : { at: new Date(stop.at).toISOString() }),
    ...(stop.quote === null ? {} : { quote: clipped(stop.quote) }),
  }
}

type Event = ServiceFacts['events'][number]

/** The newest placement failure, while it is young enough to still hold. */
export function placementEvidence(service: ServiceFacts, now: number): Evidence | undefined {
  const event = service.events.find(({ kind, at }) => kind === 'placement' && isRecent(at, now))
  return event && placement(event)
}

/** The placement failure that is the last word of the events, however old: ECS stops repeating itself. */
export function lastPlacementEvidence(service: ServiceFacts): Evidence | undefined {
  const event = service.events.find(({ kind }) => ['placement', 'started', 'steady'].includes(kind))
  return event?.kind === 'placement' ? placement(event) : undefined
}

export function impairedEvidence(service: ServiceFacts, now: number): Evidence | undefined {
  const event = service.events.find(({ kind, at }) => kind === 'impaired' && isRecent(at, now))
  return event && quoting(event, 'impaired', 'ECS cannot consistently start its tasks')
}

/**
 * A roll-out that may neither stop an old task nor start a new one. ECS says it and then falls silent, so it holds,
 * however old, till ECS moves a task or a newer roll-out begins.
 */
export function deadlockEvidence(service: ServiceFacts): Evidence | undefined {
  const stuck = /unable to stop or start tasks during a deployment/i
  const event = service.events.find(
    ({ kind, message }) => stuck.test(message) || ['started', 'stopped', 'steady'].includes(kind),
  )
  const began = Date.parse(primaryOf(service)?.createdAt ?? '')
  if (event === undefined || !stuck.test(event.message) || Date.parse(event.at) < began) return undefined
  return quoting(event, 'rollout', 'The roll-out is stuck between its minimum and maximum percent')
}

/** "Its tasks cannot be placed: insufficient memory available". */
function placement(event: Event): Evidence {
  const known = /insufficient [\w ]+?available|already using a port[\w ]*|missing an attribute[\w ]*/i
  const detail =
    known.exec(event.message)?.[0] ?? /Reason: (.+?)\.?( For more information.*)?$/i.exec(event.message)?.[1]
  const text = 'Its tasks cannot be placed'
  return quoting(event, 'placement', detail ? `${text}: ${clipped(detail, 120)}` : text)
}

const isRecent = (at: string, now: number) => now - Date.parse(at) <= eventMs
const quoting = ({ at, message }: Event, kind: string, text: string) => ({
  kind,
  text,
  at,
  quote: clipped(message),
})

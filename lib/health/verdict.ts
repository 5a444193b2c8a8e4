import type { Problem } from '@/lib/api/error'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'
import { type Evidence, type Health, isAlarming, type Level } from './contract'
import { asClause, span } from './words'

/** A verdict; the reasons are given weightiest first. */
export function verdict(level: Level, first: Evidence, ...more: (Evidence | undefined)[]): Health {
  return { level, because: [first, ...more.filter((evidence) => evidence !== undefined)] }
}

/** A verdict with what to do next; `undefined` when the facts do not allow saying so. */
export function withNext(health: Health, next: string | undefined): Health {
  return next === undefined ? health : { ...health, next }
}

/**
 * A fact that may be judged by: read, and not older than 5 minutes (CONTRACT.md "Verdicts"). Otherwise the evidence
 * that says why it may not.
 */
export type Usable<T> = { ok: true; value: T; asOf: number } | { ok: false; why: Evidence }

/** `what` is the subject of the sentence, e.g. `The health of its targets`. Times are epoch ms by AWS's clock. */
export function usable<T>(read: Read<T>, what: string, now: number): Usable<T> {
  if (!read.ok && read.pending === true) return { ok: false, why: pending(what) }
  if (!read.ok) return { ok: false, why: unread(read.error, what) }
  // What was seen before it was denied is kept to be shown, not to be judged by.
  if (read.error?.code === 'forbidden' && !(read.away && read.error.iamAction === undefined))
    return { ok: false, why: unread(read.error, what) }
  if (read.partial) return { ok: false, why: { kind: 'missing', text: partly(read.error, what) } }
  const age = now - read.asOf
  if (age <= staleAfterMs) return { ok: true, value: read.value, asOf: read.asOf }
  const why = read.error === undefined ? '' : ` (${sentence(read.error)})`
  return { ok: false, why: { kind: 'stale', text: `${what} could not be read for ${span(age)}${why}` } }
}

/**
 * A verdict on facts of which some were read before AWS went out of reach. What was wrong then stays said; that all was
 * well proves nothing any more.
 */
export function unlessAway(health: Health, reads: readonly Read<unknown>[], what: string): Health {
  const away = reads.find((read) => read.ok && read.away)
  if (away === undefined) return health
  const why = unreachable(away.error, what)
  const wasWrong = health.level !== 'unknown' && isAlarming(health.level)
  return wasWrong
    ? { ...health, because: [...health.because, why] }
    : verdict('unknown', why, ...health.because)
}

function unreachable(problem: Problem | undefined, what: string): Evidence {
  const why = problem === undefined ? '' : ` (${sentence(problem)})`
  return { kind: 'unreachable', text: `${what} cannot be read now: AWS does not answer${why}` }
}

/** Its turn within AWS's limits has not come yet. */
function pending(what: string): Evidence {
  return { kind: 'pending', text: `${what} ${what.endsWith('tasks') ? 'have' : 'has'} not been read yet` }
}

/** Why a fact is absent, as evidence. */
export function unread(problem: Problem, what: string): Evidence {
  if (problem.iamAction !== undefined)
    return { kind: 'denied', text: `${what} may not be read: the role lacks ${problem.iamAction}` }
  if (problem.code === 'forbidden')
    return { kind: 'denied', text: `${what} may not be read: ${asClause(sentence(problem))}` }
  return { kind: 'missing', text: `${what} could not be read: ${sentence(problem)}` }
}

const partly = (problem: Problem | undefined, what: string) =>
  `${what} could be read only in part${problem === undefined ? '' : `: ${sentence(problem)}`}`

const sentence = (problem: Problem) => problem.message.replace(/\.$/, '')

import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { configuration } from '@/lib/api/bridge'
import type { ErrorCode, Problem } from '@/lib/api/error'
import { freshness, type Freshness } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'
import { problemFrom } from './problem'
import { hurryAlong, type Turn, turnOf, type Urgency } from './urgency'

/** A value and AWS's time (epoch ms) of it; `error` when it is known to be only part of what AWS has. */
export type Loaded<T> = { value: T; asOf: number; error?: Problem }

/** A value that was read, and when. */
type Good = { value: unknown; asOf: number; error: Problem | undefined; readAt: number; turn: number }

/**
 * One fact: its last good value, its last failure, the call under way. Times are monotonic (ms). There are tens of
 * thousands, so each is made with all its members at once (`emptyCell`): what gets them later takes twice the room.
 */
export type Cell = {
  good: Good | undefined
  failure: { problem: Problem; until: number } | undefined
  flight: Promise<Read<unknown>> | undefined
  /** The place in the queue of the call under way. */
  queued: Turn | undefined
  /** Who is to hear that it has ended: see `wait.ts`. */
  waiting: Set<() => void> | undefined
  turn: number
  /** When it was last asked for. */
  usedAt: number
  /** What it told last: the same object till it knows something else, so that what hangs on it need not be made anew. */
  told:
    | { good: Cell['good']; failure: Cell['failure']; away: Problem | undefined; read: Read<unknown> }
    | undefined
}

export function emptyCell(usedAt: number): Cell {
  return {
    good: undefined,
    failure: undefined,
    flight: undefined,
    queued: undefined,
    waiting: undefined,
    turn: 0,
    usedAt,
    told: undefined,
  }
}

/** How fresh a fact must be, and who asks. */
export type Wanted = {
  freshness?: Freshness
  /** Facts may be so old (ms) where that is more than their freshness asks: see `rounds.ts`. */
  restMs?: number
  urgency?: Urgency | undefined
}

/** How long (ms) a failure is not tried again: a denial will not heal by itself, a far end in trouble must not be fed. */
const otherHoldMs: Partial<Record<ErrorCode, number>> = {
  forbidden: 60_000,
  // What AWS does not take now it will not take later.
  invalid_request: 60_000,
  throttled: 1_000,
}
const usualHoldMs = 2_000
const isOfTheMoment: ReadonlySet<ErrorCode> = new Set(['throttled', 'unavailable', 'timed_out'])

/**
 * What a cell knows now. A failed refresh gives the last good value with the error; so does every fact while AWS is out
 * of reach (`away` says why).
 */
export function outcomeOf<T>(cell: Cell, away: Problem | undefined): Read<T> {
  const { good, failure, told: last } = cell
  if (last !== undefined && last.good === good && last.failure === failure && last.away === away)
    return last.read as Read<T>
  const read = readOf(good, failure, away)
  cell.told = { good, failure, away, read }
  return read as Read<T>
}

function readOf(good: Cell['good'], failure: Cell['failure'], away: Problem | undefined): Read<unknown> {
  if (good !== undefined) {
    const read = told(good, failure?.problem ?? good.error ?? away)
    return away !== undefined && read.ok ? { ...read, away: true } : read
  }
  return failure === undefined ? pending : { ok: false, error: failure.problem }
}

/** Nobody has read it yet: no failure, and nothing to judge by. */
export const pending: Read<never> = {
  ok: false,
  pending: true,
  error: { code: 'unavailable', message: 'It has not been read yet.' },
}

/**
 * Has a fact read when it is not fresh enough, unless a call for it is under way (which is then hurried along) or it
 * failed just now. Answers the call that is under way after that, if any.
 */
export function begin<T>(
  cell: Cell,
  wanted: Wanted,
  notBefore: number,
  load: (turn: Turn) => Promise<Loaded<T>>,
): Promise<Read<T>> | undefined {
  const urgency = wanted.urgency ?? 'visible'
  if (cell.flight !== undefined) {
    if (cell.queued !== undefined) hurryAlong(cell.queued, urgency)
    return isFresh(cell, wanted, notBefore) ? undefined : (cell.flight as Promise<Read<T>>)
  }
  if (isFresh(cell, wanted, notBefore)) return undefined
  if (cell.failure !== undefined && performance.now() < cell.failure.until) return undefined
  const turn = turnOf(urgency)
  const flight = refresh(cell, load, turn)
  cell.flight = flight
  cell.queued = turn
  void flight.then(() => {
    if (cell.flight !== flight) return
    cell.flight = undefined
    cell.queued = undefined
    const { waiting } = cell
    cell.waiting = undefined
    for (const onEnd of waiting ?? []) onEnd()
  })
  return flight
}

/** What was read before `notBefore` (monotonic ms) is not fresh, whatever the time since. */
export function isFresh({ good }: Cell, wanted: Wanted, notBefore: number): boolean {
  if (good === undefined || good.readAt <= notBefore) return false
  return performance.now() - good.readAt < ttlMs(wanted, good.value)
}

/** What was not there may appear at any time, so it is never held for as long as what is. */
function ttlMs({ freshness: name = 'steady', restMs = 0 }: Wanted, value: unknown): number {
  const { cacheMs } = freshness[name]
  const usual = value === null ? Math.min(cacheMs, freshness.steady.cacheMs) : cacheMs
  return Math.max(usual, restMs) * configuration().refreshScale
}

/** Reads a fact now; never rejects. A value that did not change stays the same object, so that judgements of it hold. */
export async function refresh<T>(
  cell: Cell,
  load: (turn: Turn) => Promise<Loaded<T>>,
  turn: Turn,
): Promise<Read<T>> {
  const mine = (cell.turn += 1)
  try {
    const loaded = await load(turn)
    const { good } = cell
    // A slower, older call does not overwrite what a later one read.
    if (mine > (good?.turn ?? 0)) {
      const same = good !== undefined && isDeepStrictEqual(good.value, loaded.value)
      // Not spread: V8 would give each of them a shape of its own.
      cell.good = {
        value: same ? good.value : loaded.value,
        asOf: loaded.asOf,
        error: loaded.error,
        readAt: performance.now(),
        turn: mine,
      }
      cell.failure = undefined
      return told<T>(cell.good, loaded.error)
    }
    return told<T>(loaded, loaded.error)
  } catch (thrown) {
    const latest = problemFrom(thrown, 'AWS')
    const { good, failure } = cell
    // Who was denied is denied till a read succeeds: that the next one is throttled or lost says nothing else.
    const isDenied = failure?.problem.code === 'forbidden' && isOfTheMoment.has(latest.code)
    const problem = isDenied ? failure.problem : latest
    // Nor does an older failure speak against it.
    if (good !== undefined && mine < good.turn) return told<T>(good, good.error)
    const holdMs = otherHoldMs[latest.code] ?? usualHoldMs
    cell.failure = { problem, until: performance.now() + holdMs * configuration().refreshScale }
    if (problem.code === 'not_found') cell.good = undefined
    return cell.good === undefined ? { ok: false, error: problem } : told<T>(cell.good, problem)
  }
}

function told<T>(
  good: { value: unknown; asOf: number; error?: Problem | undefined },
  error: Problem | undefined,
): Read<T> {
  return {
    ok: true,
    value: good.value as T,
    asOf: good.asOf,
    ...(error !== undefined && { error }),
    ...(good.error !== undefined && { partial: true }),
  }
}

import 'server-only'
import { LRUCache } from 'lru-cache'
import { configuration, singleton } from '@/lib/api/bridge'
import { type ErrorCode, type Problem } from '@/lib/api/error'
import { freshness, type Freshness } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { principalOf } from './connection'
import { problemFrom } from './problem'

/** How fresh a read must be; `pastCache` reads anew whatever is known or under way (after a write). */
export type ReadOptions = { freshness?: Freshness; pastCache?: boolean }

/** A value and AWS's time (epoch ms) of it; `error` when it is known to be only part of what AWS has. */
export type Loaded<T> = { value: T; asOf: number; error?: Problem }

/** One fact: its last good value, its last failure, the call under way. Times are monotonic (ms). */
type Cell = {
  good?: Loaded<unknown> & { readAt: number; turn: number }
  failure?: { problem: Problem; until: number }
  flight?: Promise<Read<unknown>>
  turn: number
}

/** Facts kept: 20,000 tasks and 5,000 services of an account with room for their lists. */
const mostCells = 60_000

/** How long (ms) a failure is not tried again: a denial will not heal by itself, a throttle must not be fed. */
const failureHoldMs: Partial<Record<ErrorCode, number>> = { forbidden: 60_000, throttled: 5_000 }
const otherFailureHoldMs = 2_000

/**
 * Reads a fact through its cell. Fresh enough: from the cell. Under way: shares that call. Failed just now: not asked
 * again. A failed refresh gives the last good value with the error, but for `not_found`, which says that it is gone.
 */
export async function through<T>(
  scope: Scope,
  path: string,
  { freshness: wanted = 'steady', pastCache = false }: ReadOptions,
  load: () => Promise<Loaded<T>>,
): Promise<Read<T>> {
  const cell = cellOf(keyOf(scope, path))
  const at = performance.now()
  if (!pastCache) {
    if (cell.good !== undefined && at - cell.good.readAt < ttlMs(wanted, cell.good.value))
      return outcome<T>(cell.good, cell.good.error)
    if (cell.flight !== undefined) return cell.flight as Promise<Read<T>>
    if (cell.failure !== undefined && at < cell.failure.until)
      return outcome<T>(cell.good, cell.failure.problem)
  }
  const flight = refresh(cell, load)
  cell.flight = flight
  const read = await flight
  if (cell.flight === flight) cell.flight = undefined
  return read
}

/** Makes every fact under a path be read anew, e.g. `ecs/shop-prod/` after a write; the last good values stay at hand. */
export function drop(scope: Scope, prefix: string): void {
  const all = cells()
  const start = keyOf(scope, prefix)
  // Setting moves an entry to the front, so the keys are taken down first.
  for (const key of [...all.keys()].filter((key) => key.startsWith(start))) {
    const cell = all.peek(key)
    if (cell === undefined) continue
    // A new cell: a call that set out before the write must not fill it.
    const kept: Cell = { turn: 0 }
    if (cell.good !== undefined) kept.good = { ...cell.good, readAt: -Infinity, turn: 0 }
    all.set(key, kept)
  }
}

async function refresh<T>(cell: Cell, load: () => Promise<Loaded<T>>): Promise<Read<T>> {
  const turn = (cell.turn += 1)
  try {
    const loaded = await load()
    // A slower, older call does not overwrite what a later one read.
    if (turn > (cell.good?.turn ?? 0)) {
      cell.good = { ...loaded, readAt: performance.now(), turn }
      cell.failure = undefined
    }
    return outcome<T>(loaded, loaded.error)
  } catch (thrown) {
    const problem = problemFrom(thrown, 'AWS')
    // Nor does an older failure speak against it.
    if (turn < (cell.good?.turn ?? 0)) return outcome<T>(cell.good, undefined)
    const holdMs = failureHoldMs[problem.code] ?? otherFailureHoldMs
    cell.failure = { problem, until: performance.now() + holdMs * configuration().refreshScale }
    if (problem.code === 'not_found') cell.good = undefined
    return outcome<T>(cell.good, problem)
  }
}

function outcome<T>(good: Loaded<unknown> | undefined, error: Problem | undefined): Read<T> {
  if (good !== undefined)
    return {
      ok: true,
      value: good.value as T,
      asOf: good.asOf,
      ...(error !== undefined && { error }),
      ...(good.error !== undefined && { partial: true }),
    }
  return {
    ok: false,
    error: error ?? { code: 'internal', message: 'A read gave neither a value nor an error.' },
  }
}

/** What was not there may appear at any time, so it is never held for as long as what is. */
function ttlMs(wanted: Freshness, value: unknown): number {
  const { cacheMs } = freshness[wanted]
  return (
    (value === null ? Math.min(cacheMs, freshness.steady.cacheMs) : cacheMs) * configuration().refreshScale
  )
}

function keyOf(scope: Scope, path: string): string {
  return `${principalOf(scope)} ${path}`
}

function cellOf(key: string): Cell {
  const all = cells()
  const known = all.get(key)
  if (known !== undefined) return known
  const made: Cell = { turn: 0 }
  all.set(key, made)
  return made
}

function cells(): LRUCache<string, Cell> {
  return singleton('aws.cells', () => new LRUCache<string, Cell>({ max: mostCells }))
}

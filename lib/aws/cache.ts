import 'server-only'
import { LRUCache } from 'lru-cache'
import { bridge, singleton } from '@/lib/api/bridge'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { begin, type Cell, type Loaded, outcomeOf, refresh, type Wanted } from './cell'
import { connectionOf } from './connection'
import type { Turn } from './urgency'

export type { Loaded } from './cell'

/** How fresh a read must be; `pastCache` reads anew whatever is known or under way (for a write). */
export type ReadOptions = Wanted & {
  pastCache?: boolean
  /** Till when (monotonic ms) to wait for what is not known at all; without it, as long as the call takes. */
  until?: number
}

/** How long (ms) an asker waits for a fresher value while an older one is at hand: it goes on being read. */
const patienceMs = { write: Infinity, visible: 1_000, listed: 300, background: 250 } as const

/** Facts kept; the least used go first. */
const mostCells = 250_000
/** A fact that nobody asks for so long (a task that is gone) is forgotten. */
const forgottenMs = 20 * 60_000

export type Asked<T> = {
  path: string
  wanted: ReadOptions
  load: (turn: Turn) => Promise<Loaded<T>>
}

/**
 * Reads a fact through its cell. Fresh enough: from the cell. Under way: shares that call. Failed just now: not asked
 * again. Stale: waits for a moment, then gives the last good value while the call goes on.
 */
export async function through<T>(
  scope: Scope,
  path: string,
  wanted: ReadOptions,
  load: (turn: Turn) => Promise<Loaded<T>>,
): Promise<Read<T>> {
  const cell = cellOf(scope, path)
  if (wanted.pastCache === true) return anew(cell, load)
  const flight = begin(cell, wanted, connectionOf(scope).clock.jumpedAt, load)
  if (flight === undefined) return outcomeOf<T>(cell)
  const inTime = await inTimeOf([flight], endOf([cell], wanted))
  return inTime ? flight : outcomeOf<T>(cell)
}

/** Many facts at once; the answer is in their order. One promise for all of them, since there may be thousands. */
export async function throughAll<T>(scope: Scope, asked: readonly Asked<T>[]): Promise<Read<T>[]> {
  const waits = new Map<ReadOptions, { cells: Cell[]; flights: Promise<unknown>[] }>()
  const { jumpedAt } = connectionOf(scope).clock
  const cells = asked.map(({ path, wanted, load }) => {
    const cell = cellOf(scope, path)
    const flight = wanted.pastCache === true ? anew(cell, load) : begin(cell, wanted, jumpedAt, load)
    if (flight === undefined) return cell
    const wait = waits.get(wanted) ?? { cells: [], flights: [] }
    waits.set(wanted, wait)
    wait.cells.push(cell)
    wait.flights.push(flight)
    return cell
  })
  await Promise.all(
    [...waits].map(([wanted, { cells: own, flights }]) => inTimeOf(flights, endOf(own, wanted))),
  )
  return cells.map((cell) => outcomeOf<T>(cell))
}

async function anew<T>(cell: Cell, load: (turn: Turn) => Promise<Loaded<T>>): Promise<Read<T>> {
  return refresh(cell, load, { urgency: 'write' })
}

/** Till when (monotonic ms) to wait: shortly when all have an older value that is no lie, else as long as is wanted. */
function endOf(cells: readonly Cell[], { until = Infinity, urgency = 'visible' }: ReadOptions): number {
  const known = cells.every(({ good }) => good !== undefined && good.readAt > -Infinity)
  return known ? Math.min(until, performance.now() + patienceMs[urgency]) : until
}

async function inTimeOf(flights: readonly Promise<unknown>[], end: number): Promise<boolean> {
  const all = Promise.all(flights)
  if (end === Infinity) {
    await all
    return true
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, end - performance.now()))
  })
  try {
    return await Promise.race([all.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}

/** What is known of a fact; asks nothing. */
export function knownOf<T>(scope: Scope, path: string): Read<T> {
  return outcomeOf<T>(cells().get(keyOf(scope, path)) ?? { turn: 0 })
}

/** Whether a fact is known and young enough to be judged by. */
export function isCurrent(scope: Scope, path: string): boolean {
  const good = cells().get(keyOf(scope, path))?.good
  return good !== undefined && performance.now() - good.readAt < staleAfterMs
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

function keyOf(scope: Scope, path: string): string {
  return `${connectionOf(scope).id} ${path}`
}

function cellOf(scope: Scope, path: string): Cell {
  const all = cells()
  const key = keyOf(scope, path)
  const known = all.get(key)
  if (known !== undefined) return known
  const made: Cell = { turn: 0 }
  all.set(key, made)
  return made
}

function cells(): LRUCache<string, Cell> {
  return singleton('aws.cells', () => {
    const made = new LRUCache<string, Cell>({
      max: mostCells,
      ttl: forgottenMs,
      updateAgeOnGet: true,
      ttlResolution: 1_000,
    })
    const purge = setInterval(() => made.purgeStale(), 60_000).unref()
    bridge().closers.add(() => clearInterval(purge))
    return made
  })
}

import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { begin, type Cell, type Loaded, outcomeOf, pending, refresh, type Wanted } from './cell'
import { connectionOf, outOfReach } from './connection'
import { cellOn, shelfOf } from './store'
import { ended } from './wait'
import { type Turn, turnOf, type Urgency } from './urgency'

export type { Loaded } from './cell'
export { drop } from './store'

/** How fresh a read must be; `pastCache` reads anew whatever is known or under way (for a write). */
export type ReadOptions = Wanted & {
  pastCache?: boolean
  /** Till when (monotonic ms) to wait for what is not known at all; without it, as long as the call takes. */
  until?: number
}

/** The shelf of the facts that stand alone; their key is their whole path. */
const single = ''

/** How long (ms) an asker waits for a fresher value while an older one is at hand: it goes on being read. */
const patienceMs = { write: Infinity, visible: 1_000, listed: 300, background: 250, routine: 250 } as const

export type Asked<T> = {
  key: string
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
  const cell = cellOn(shelfOf(scope, single), path)
  if (wanted.pastCache === true) return anew(cell, load)
  const flight = begin(cell, wanted, connectionOf(scope).clock.jumpedAt, load)
  const outcome = () => outcomeOf<T>(cell, outOfReach(scope, serviceOf(path)))
  if (flight === undefined) return outcome()
  const end = endOf([cell], wanted, () => 0)
  if (end !== Infinity) await ended([cell], end)
  // A call that ended gave its own answer, even where a later one has overtaken it.
  if (end !== Infinity && cell.flight === flight) return outcome()
  const own = await flight
  // It may have been the one that showed that AWS is out of reach.
  return own.ok && own.error !== undefined ? outcome() : own
}

/**
 * Many facts at once; the answer is in their order. One promise for all of them, since there may be thousands.
 *
 * @param expectedMs how long it will be, once they are queued, till all that is as urgent was let go
 */
export async function throughAll<T>(
  scope: Scope,
  path: string,
  asked: readonly Asked<T>[],
  expectedMs: (urgency: Urgency) => number,
): Promise<Read<T>[]> {
  const waits = new Map<ReadOptions, Cell[]>()
  const written: Promise<unknown>[] = []
  const { jumpedAt } = connectionOf(scope).clock
  const shelf = shelfOf(scope, path)
  const cells = asked.map(({ key, wanted, load }) => {
    const cell = cellOn(shelf, key)
    if (wanted.pastCache === true) written.push(anew(cell, load))
    else if (begin(cell, wanted, jumpedAt, load) !== undefined) {
      const wait = waits.get(wanted)
      if (wait === undefined) waits.set(wanted, [cell])
      else wait.push(cell)
    }
    return cell
  })
  await Promise.all([
    ...written,
    ...[...waits].map(([wanted, own]) => ended(own, endOf(own, wanted, expectedMs))),
  ])
  const away = outOfReach(scope, serviceOf(path))
  return cells.map((cell) => outcomeOf<T>(cell, away))
}

async function anew<T>(cell: Cell, load: (turn: Turn) => Promise<Loaded<T>>): Promise<Read<T>> {
  return refresh(cell, load, turnOf('write'))
}

/**
 * Till when (monotonic ms) to wait: shortly when all have an older value that is no lie, or when their turn will not come
 * by then; else as long as is wanted.
 */
function endOf(
  cells: readonly Cell[],
  { until = Infinity, urgency = 'visible' }: ReadOptions,
  expectedMs: (urgency: Urgency) => number,
): number {
  const at = performance.now()
  const isUnknown = cells.some(({ good }) => good === undefined || good.readAt === -Infinity)
  const isSoon = isUnknown && (until === Infinity || at + expectedMs(urgency) < until)
  return isSoon ? until : Math.min(until, at + patienceMs[urgency])
}

/** What is known of a fact that stands alone; asks nothing. */
export function knownOf<T>(scope: Scope, path: string): Read<T> {
  const cell = shelfOf(scope, single).cells.get(path)
  return cell === undefined ? pending : outcomeOf<T>(cell, outOfReach(scope, serviceOf(path)))
}

/** The AWS service by whose facts things are judged that stands at the beginning of a path: `ecs` of `ecs-clusters`. */
function serviceOf(path: string): string {
  return /^[a-z0-9]+/.exec(path)?.[0] ?? ''
}

/** What is known is read again before it goes stale, this much (ms) before at the latest. */
export const hurryMs = 40_000

/** How old (ms) a fact is that is known; Infinity when it is not, or is to be read anew after a write. */
export function knownForMs({ good }: Cell): number {
  return good === undefined ? Infinity : performance.now() - good.readAt
}

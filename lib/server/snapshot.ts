import 'server-only'
import { createHash } from 'node:crypto'
import { singleton } from '@/lib/api/bridge'
import { type Freshness, freshness } from '@/lib/api/freshness'
import type { Snapshot } from '@/lib/api/snapshot'

type Dated = { now: string; asOf: string; complete?: unknown; item?: unknown; parts?: Record<string, object> }

/**
 * The answers that snapshots were made of, for a page that wants its first rows. Shared by all: pages and routes evaluate
 * this module separately, and a page shows what a route has answered.
 */
const answers = () => singleton('server.answers', () => new WeakMap<Snapshot, object>())

/** An answer's body split for replay, with its ETag. Throws when a server function gave something that is no answer. */
export function snapshotOf(answer: unknown, fresh: Freshness | undefined, refreshScale: number): Snapshot {
  const dated = mustBeDated(answer)
  const { now, asOf, ...others } = dated
  const rest = JSON.stringify(others)
  const madeAt = performance.now()
  const nowMs = Date.parse(now)
  const snapshot = {
    etag: `W/"${createHash('sha256').update(withoutTimes(others, rest)).digest('base64url').slice(0, 27)}"`,
    nowMs,
    asOf,
    rest: rest === '{}' ? '}' : rest.slice(1),
    madeAt,
    freshUntil: madeAt + replayMs(dated, nowMs, fresh, refreshScale),
  }
  answers().set(snapshot, dated)
  return snapshot
}

/** The answer of a snapshot as it is told at this moment. */
export function answerAt(snapshot: Snapshot): unknown {
  const answer = answers().get(snapshot)
  const nowMs = snapshot.nowMs + performance.now() - snapshot.madeAt
  return answer === undefined ? undefined : { ...answer, now: new Date(nowMs).toISOString() }
}

/** The body of a snapshot at AWS's time `nowMs`. */
export function bodyAt({ asOf, rest }: Snapshot, nowMs: number): string {
  const comma = rest === '}' ? '' : ','
  return `{"now":${JSON.stringify(new Date(nowMs).toISOString())},"asOf":${JSON.stringify(asOf)}${comma}${rest}`
}

/**
 * How long an answer may be given again: the rest of its cache time, for as long as its oldest fact allows. An answer
 * whose oldest fact is of a slower kind still spares the crowd a quarter of it, and so does one that is not complete yet.
 */
function replayMs(answer: Dated, nowMs: number, fresh: Freshness | undefined, refreshScale: number): number {
  if (fresh === undefined) return 0
  const { item } = answer
  const inside = item !== null && typeof item === 'object' && 'complete' in item ? item.complete : undefined
  const cacheMs = freshness[fresh].cacheMs * refreshScale
  if (answer.complete === false || inside === false) return Math.min(1_000, cacheMs / 4)
  return Math.min(60_000, Math.max(cacheMs / 4, cacheMs - Math.max(0, nowMs - Date.parse(answer.asOf))))
}

/** Parts' ages move by themselves, as `now` and `asOf` do. */
function withoutTimes(others: Omit<Dated, 'now' | 'asOf'>, rest: string): string {
  const { parts } = others
  if (parts === undefined || Object.keys(parts).length === 0) return rest
  const ageless = Object.entries(parts).map(([name, part]) => [
    name,
    { ...part, asOf: 'asOf' in part && part.asOf !== null },
  ])
  return JSON.stringify({ ...others, parts: ageless })
}

function mustBeDated(answer: unknown): Dated {
  const { now, asOf } = (answer ?? {}) as Record<string, unknown>
  if (!isTime(now) || !isTime(asOf)) throw new Error('A server function gave an answer without now and asOf.')
  return answer as Dated
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

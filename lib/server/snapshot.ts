import 'server-only'
import { createHash } from 'node:crypto'
import { type Freshness, freshness } from '@/lib/api/freshness'
import type { Snapshot } from '@/lib/api/snapshot'

type Dated = { now: string; asOf: string; complete?: unknown; item?: unknown; parts?: Record<string, object> }

/** An answer's body split for replay, with its ETag. Throws when a server function gave something that is no answer. */
export function snapshotOf(answer: unknown, fresh: Freshness | undefined, refreshScale: number): Snapshot {
  const dated = mustBeDated(answer)
  const { now, asOf, ...others } = dated
  const rest = JSON.stringify(others)
  const madeAt = performance.now()
  const nowMs = Date.parse(now)
  return {
    etag: `W/"${createHash('sha256').update(withoutTimes(others, rest)).digest('base64url').slice(0, 27)}"`,
    nowMs,
    asOf,
    rest: rest === '{}' ? '}' : rest.slice(1),
    madeAt,
    freshUntil: madeAt + replayMs(dated, nowMs, fresh, refreshScale),
  }
}

/** The body of a snapshot at AWS's time `nowMs`. */
export function bodyAt({ asOf, rest }: Snapshot, nowMs: number): string {
  const comma = rest === '}' ? '' : ','
  return `{"now":${JSON.stringify(new Date(nowMs).toISOString())},"asOf":${JSON.stringify(asOf)}${comma}${rest}`
}

/**
 * How long an answer may be given again: the rest of its cache time, for as long as its oldest fact allows. An answer
 * whose oldest fact is of a slower kind still spares the crowd a quarter of it. One that is not complete is never kept.
 */
function replayMs(answer: Dated, nowMs: number, fresh: Freshness | undefined, refreshScale: number): number {
  const { item } = answer
  const inside = item !== null && typeof item === 'object' && 'complete' in item ? item.complete : undefined
  if (fresh === undefined || answer.complete === false || inside === false) return 0
  const cacheMs = freshness[fresh].cacheMs * refreshScale
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

import 'server-only'
import { createHash } from 'node:crypto'
import { singleton } from '@/lib/api/bridge'
import { type Freshness, freshness, staleAfterMs } from '@/lib/api/freshness'
import { cut, toldAtMost } from '@/lib/api/cut'
import type { Snapshot } from '@/lib/api/snapshot'

type Dated = { now: string; asOf: string; complete?: unknown; item?: unknown; parts?: Record<string, object> }

/**
 * The answers that snapshots were made of, for a page that wants its first rows. Shared by all: pages and routes evaluate
 * this module separately, and a page shows what a route has answered.
 */
const answers = () => singleton('server.answers', () => new WeakMap<Snapshot, object>())

/**
 * An answer's body split for replay, with its ETag; texts longer than `toldAtMost` are cut. Throws when a server function
 * gave something that is no answer.
 */
export function snapshotOf(answer: unknown, fresh: Freshness | undefined, refreshScale: number): Snapshot {
  const dated = mustBeDated(answer)
  const { now, asOf, parts: wholeParts, ...whole } = dated
  // The bulk of it is written once.
  const { value: others, json: bulk } = withShortTexts(whole)
  const { value: parts, json: partsJson } = withShortTexts(wholeParts ?? {})
  const tail = wholeParts === undefined ? '}' : `${bulk === '{}' ? '' : ','}"parts":${partsJson}}`
  const { bytes, bulkLength } = written(bulk, tail)
  const madeAt = performance.now()
  const nowMs = Date.parse(now)
  const hash = createHash('sha256').update(bytes.subarray(0, bulkLength)).update(withoutTimes(parts, nowMs))
  const snapshot = {
    etag: `W/"${hash.digest('base64url').slice(0, 27)}"`,
    nowMs,
    asOf,
    rest: bytes.subarray(1),
    madeAt,
    freshUntil: madeAt + replayMs(dated, nowMs, fresh, refreshScale, bytes.length),
  }
  answers().set(snapshot, { ...dated, ...others, ...(wholeParts !== undefined && { parts }) })
  return snapshot
}

/** The answer that a snapshot was made of, its long texts cut. */
export function answerOf(snapshot: Snapshot): unknown {
  return answers().get(snapshot)
}

/** The answer of a snapshot as it is told at this moment. */
export function answerAt(snapshot: Snapshot): unknown {
  const answer = answers().get(snapshot)
  const nowMs = snapshot.nowMs + performance.now() - snapshot.madeAt
  return answer === undefined ? undefined : { ...answer, now: new Date(nowMs).toISOString() }
}

/** The body of a snapshot at AWS's time `nowMs`. */
export function bodyAt({ asOf, rest }: Snapshot, nowMs: number): Buffer<ArrayBuffer> {
  const comma = rest.length === 1 ? '' : ','
  const now = JSON.stringify(new Date(nowMs).toISOString())
  return Buffer.concat([Buffer.from(`{"now":${now},"asOf":${JSON.stringify(asOf)}${comma}`), rest])
}

/** Longer answers (bytes) take so long to make that nobody gets more than one in some seconds. */
const longLength = 1_000_000

/**
 * How long an answer may be given again: the rest of its cache time, for as long as its oldest fact allows. An answer
 * whose oldest fact is of a slower kind still spares the crowd a quarter of it, and so does one that is not complete yet.
 */
function replayMs(
  answer: Dated,
  nowMs: number,
  fresh: Freshness | undefined,
  refreshScale: number,
  length: number,
): number {
  if (fresh === undefined) return 0
  const { item } = answer
  const inside = item !== null && typeof item === 'object' && 'complete' in item ? item.complete : undefined
  const cacheMs = freshness[fresh].cacheMs * refreshScale
  if (answer.complete === false || inside === false)
    return length > longLength ? Math.min(3_000 * refreshScale, cacheMs) : Math.min(1_000, cacheMs / 4)
  return Math.min(60_000, Math.max(cacheMs / 4, cacheMs - Math.max(0, nowMs - Date.parse(answer.asOf))))
}

/** A JSON object's text with `tail` in the place of its last brace; all but that brace are the first `bulkLength` bytes. */
function written(bulk: string, tail: string): { bytes: Buffer; bulkLength: number } {
  const bulkLength = Buffer.byteLength(bulk) - 1
  const bytes = Buffer.allocUnsafeSlow(bulkLength + Buffer.byteLength(tail))
  bytes.write(bulk)
  bytes.write(tail, bulkLength)
  return { bytes, bulkLength }
}

/** Parts' ages move by themselves, as `now` and `asOf` do; what counts is whether a part is too old to be judged by. */
function withoutTimes(parts: Dated['parts'] = {}, nowMs: number): string {
  const ageless = Object.entries(parts).map(([name, part]) => {
    const asOf = 'asOf' in part && typeof part.asOf === 'string' ? part.asOf : null
    return [name, { ...part, asOf: asOf === null ? null : nowMs - Date.parse(asOf) > staleAfterMs }]
  })
  return JSON.stringify(ageless)
}

/** A part of an answer and its JSON, long texts cut. Few answers have one, so only those are gone through. */
function withShortTexts<Value extends object>(whole: Value): { value: Value; json: string } {
  const json = JSON.stringify(whole)
  if (!holdsLongText(json)) return { value: whole, json }
  const value = JSON.parse(json, (_, each: unknown) =>
    typeof each === 'string' ? cut(each, toldAtMost) : each,
  ) as Value
  return { value, json: JSON.stringify(value) }
}

/** Whether a text in some JSON may be longer than `toldAtMost`: escapes count for more than what they stand for. */
function holdsLongText(json: string): boolean {
  if (json.length <= toldAtMost) return false
  let opened = -1
  for (let at = json.indexOf('"'); at !== -1; at = json.indexOf('"', at + 1)) {
    if (opened === -1) opened = at
    else if (!isEscaped(json, at)) {
      if (at - opened - 1 > toldAtMost) return true
      opened = -1
    }
  }
  return false
}

function isEscaped(json: string, at: number): boolean {
  let from = at
  while (json.charCodeAt(from - 1) === 0x5c) from--
  return (at - from) % 2 === 1
}

function mustBeDated(answer: unknown): Dated {
  const { now, asOf } = (answer ?? {}) as Record<string, unknown>
  if (!isTime(now) || !isTime(asOf)) throw new Error('A server function gave an answer without now and asOf.')
  return answer as Dated
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

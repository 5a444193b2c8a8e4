import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Snapshot } from '../lib/api/snapshot.ts'
import { answer, jsonHeaders } from './answer.ts'
import { deflated, gzipOf } from './gzip.ts'

/** Smaller bodies do not get smaller by packing. */
const packFromBytes = 1024

/** What a snapshot says within one second: the same bytes for everybody who asks. */
type Told = {
  nowMs: number
  headers: readonly string[]
  /** The body up to the part that stays; see `lib/server/snapshot.ts`, which splits it. */
  head: Buffer
  plain?: Buffer
  gzip?: Promise<Buffer>
}

type Kept = { deflated?: Promise<Buffer>; told?: Told }

const kept = new WeakMap<Snapshot, Kept>()

/** Gives a kept answer again, as it would be told now. */
export async function replay(
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  snapshot: Snapshot,
): Promise<void> {
  const known = keptOf(snapshot)
  const told = toldNow(snapshot, known)
  if (matches(req.headers['if-none-match'], snapshot.etag)) {
    return answer(res, requestId, 304, told.headers)
  }
  if (snapshot.rest.length < packFromBytes || !takesGzip(req.headers['accept-encoding'])) {
    told.plain ??= Buffer.concat([told.head, snapshot.rest])
    return answer(res, requestId, 200, told.headers, told.plain)
  }
  told.gzip ??= gzipNow(snapshot, known, told)
  const bytes = await told.gzip
  answer(res, requestId, 200, [...told.headers, 'content-encoding', 'gzip'], bytes)
}

function keptOf(snapshot: Snapshot): Kept {
  const known = kept.get(snapshot)
  if (known !== undefined) return known
  const made: Kept = {}
  kept.set(snapshot, made)
  return made
}

function toldNow({ nowMs: madeNowMs, madeAt, asOf, rest, etag }: Snapshot, known: Kept): Told {
  // AWS's clock goes on by our monotonic one; whole seconds, so that the bytes can be shared.
  const nowMs = madeNowMs + Math.floor((performance.now() - madeAt) / 1000) * 1000
  if (known.told?.nowMs === nowMs) return known.told
  const now = new Date(nowMs).toISOString()
  const head = Buffer.from(`{"now":"${now}","asOf":${JSON.stringify(asOf)}${rest.length === 1 ? '' : ','}`)
  const dated = ['quayside-now', now, 'quayside-as-of', asOf]
  known.told = { nowMs, head, headers: [...jsonHeaders, 'etag', etag, 'vary', 'accept-encoding', ...dated] }
  return known.told
}

async function gzipNow({ rest }: Snapshot, known: Kept, { head }: Told): Promise<Buffer> {
  known.deflated ??= deflated(rest)
  return gzipOf(head, rest, await known.deflated)
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding */
export function takesGzip(accepted = ''): boolean {
  const found = /(?:^|,)\s*gzip\s*(?:;\s*q=([\d.]+)\s*)?(?:,|$)/i.exec(accepted)
  return found !== null && Number(found[1] ?? '1') > 0
}

/** If-None-Match by weak comparison: https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
export function matches(condition: string | undefined, etag: string): boolean {
  if (condition === undefined) return false
  if (condition === etag || condition.trim() === '*') return true
  return condition.split(',').some((tag) => opaque(tag) === opaque(etag))
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Snapshot } from '../lib/api/snapshot.ts'
import { jsonHeaders } from './refusal.ts'

type Encoding = 'br' | 'gzip' | 'identity'
type Written = { nowMs: number; bytes: Partial<Record<Encoding, Promise<Buffer>>> }

/** Smaller bodies do not get smaller by packing. */
const packFromBytes = 1024

/** The bytes of each snapshot as they were last written: packed once for everybody who asks within the same second. */
const written = new WeakMap<Snapshot, Written>()

/** Gives a kept answer again, as it would be told now. */
export async function replay(req: IncomingMessage, res: ServerResponse, snapshot: Snapshot): Promise<void> {
  // AWS's clock goes on by our monotonic one; whole seconds, so that the bytes can be shared.
  const nowMs = snapshot.nowMs + Math.floor((performance.now() - snapshot.madeAt) / 1000) * 1000
  const headers = {
    ...jsonHeaders(),
    etag: snapshot.etag,
    vary: 'accept-encoding',
    'quayside-now': new Date(nowMs).toISOString(),
    'quayside-as-of': snapshot.asOf,
  }
  if (matches(req.headers['if-none-match'], snapshot.etag)) {
    res.writeHead(304, headers).end()
    return
  }
  const encoding = encodingFor(req.headers['accept-encoding'], snapshot)
  const bytes = await bytesOf(snapshot, nowMs, encoding)
  res.writeHead(200, {
    ...headers,
    'content-length': bytes.length,
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}

function bytesOf(snapshot: Snapshot, nowMs: number, encoding: Encoding): Promise<Buffer> {
  const last = written.get(snapshot)
  const current = last?.nowMs === nowMs ? last : { nowMs, bytes: {} }
  written.set(snapshot, current)
  return (current.bytes[encoding] ??= pack(textOf(snapshot, nowMs), encoding))
}

/** The body at AWS's time `nowMs`; see `lib/server/snapshot.ts`, which splits it. */
function textOf({ asOf, rest }: Snapshot, nowMs: number): Buffer {
  const comma = rest === '}' ? '' : ','
  return Buffer.from(
    `{"now":"${new Date(nowMs).toISOString()}","asOf":${JSON.stringify(asOf)}${comma}${rest}`,
  )
}

function pack(text: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return Promise.resolve(text)
  if (encoding === 'gzip') return promisify(gzip)(text)
  // Quality 5: about gzip's time, a tenth fewer bytes.
  return promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}

function encodingFor(accepted: string | undefined, { rest }: Snapshot): Encoding {
  if (rest.length < packFromBytes || accepted === undefined) return 'identity'
  const takes = (name: string) =>
    accepted
      .split(',')
      .some((entry) => new RegExp(`^\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*$).*)?$`, 'i').test(entry))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/** If-None-Match by weak comparison: https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
export function matches(condition: string | undefined, etag: string): boolean {
  if (condition === undefined) return false
  return condition.trim() === '*' || condition.split(',').some((tag) => opaque(tag) === opaque(etag))
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

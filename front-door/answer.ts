import type { ServerResponse } from 'node:http'
import { dataHeaders, flat } from './security-headers.ts'

/** What the API says is the asker's alone and is asked for anew each time. */
export const jsonHeaders = flat({
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'private, no-store',
})

/**
 * Answers without Next. `headers` are names and values in turn: written at once, they cost a fraction of what Node's
 * `setHeader` does, and of a stream nothing of them is kept.
 */
export function answer(
  res: ServerResponse,
  requestId: string,
  status: number,
  headers: readonly string[],
  body: string | Buffer = '',
  security: readonly string[] = dataHeaders,
): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  const all = [...security, 'quayside-request-id', requestId, ...headers]
  // A 304 tells no length: https://www.rfc-editor.org/rfc/rfc9110#section-8.6
  if (status !== 304) all.push('content-length', String(length))
  res.writeHead(status, all)
  res.end(length === 0 ? undefined : body)
}

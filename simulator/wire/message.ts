import type { IncomingHttpHeaders } from 'node:http'

/** One request as it came in: the body is whole and unpacked. */
export type WireRequest = {
  method: string
  /** Without the query, still percent-encoded. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

/** One answer, ready to be written. */
export type WireAnswer = { status: number; headers: Record<string, string>; body: string | Uint8Array }

/** One header, the first when it came several times. */
export function header(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

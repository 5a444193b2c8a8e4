import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { STATUS_CODES } from 'node:http'
import type { ErrorAnswer, ErrorCode } from '../lib/api/error.ts'
import { securityHeaders } from './security-headers.ts'

/** Why a request goes no further. `headers` are further ones of the answer, e.g. `allow`. */
export type Refusal = { status: number; code: ErrorCode; message: string; headers?: Record<string, string> }

export function refusal(status: number, message: string, headers?: Record<string, string>): Refusal {
  return { status, code: codeOf(status), message, ...(headers && { headers }) }
}

/** The error code that goes with an HTTP status (CONTRACT.md "Answers"). */
export function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'signed_out'
    case 403:
      return 'forbidden'
    case 404:
      return 'not_found'
    case 409:
      return 'conflict'
    case 429:
      return 'throttled'
    case 503:
      return 'unavailable'
    case 504:
      return 'timed_out'
    default:
      return status >= 500 ? 'internal' : 'invalid_request'
  }
}

/** Answers in the one error shape. */
export function refuse(
  res: ServerResponse,
  requestId: string,
  { status, headers, ...refused }: Refusal,
): void {
  res.writeHead(status, { ...jsonHeaders(), ...headers })
  res.end(bodyOf({ ...refused, requestId }))
}

/** The same where Node has no response object: parse errors, upgrades. Closes the connection. */
export function refuseRaw(socket: Duplex, requestId: string, { status, headers, ...refused }: Refusal): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = bodyOf({ ...refused, requestId })
  const all = {
    ...securityHeaders('data'),
    ...jsonHeaders(),
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}

export function jsonHeaders(): Record<string, string> {
  return { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store' }
}

export function bodyOf({ code, message, requestId }: ErrorAnswer['error']): string {
  return JSON.stringify({ error: { code, message, requestId } } satisfies ErrorAnswer)
}

import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { STATUS_CODES } from 'node:http'
import type { ErrorAnswer, ErrorCode } from '../lib/api/error.ts'
import { answer, jsonHeaders } from './answer.ts'
import { lockedSecurity } from './locked-page.ts'
import { dataHeaders, flat } from './security-headers.ts'

/** Why a request goes no further. `headers` are further ones of the answer, e.g. `allow`. */
export type Refusal = {
  status: number
  code: ErrorCode
  message: string
  headers?: Record<string, string>
  /** HTML that a person sees in place of the error shape. */
  page?: string
}

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

const pageHeaders = flat({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' })

/** Answers in the one error shape, or by the page that stands for it. */
export function refuse(res: ServerResponse, requestId: string, refused: Refusal): void {
  const { status, headers = {}, code, message, page } = refused
  if (page === undefined) {
    answer(res, requestId, status, [...jsonHeaders, ...flat(headers)], bodyOf({ code, message, requestId }))
  } else {
    answer(res, requestId, status, [...pageHeaders, ...flat(headers)], page, lockedSecurity)
  }
}

/** How long what a refused client still sends is thrown away (ms). */
const lingerMs = 500

/** The same where Node has no response object: parse errors, upgrades. Closes the connection. */
export function refuseRaw(socket: Duplex, requestId: string, refused: Refusal): void {
  // Answered already, and what comes now is still of that request.
  if (socket.writableEnded) return
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const { status, headers = {}, code, message } = refused
  const body = bodyOf({ code, message, requestId })
  const length = String(Buffer.byteLength(body))
  const all = [...dataHeaders, 'quayside-request-id', requestId, ...jsonHeaders]
  all.push(...flat({ ...headers, 'content-length': length, connection: 'close' }))
  const lines = all.map((text, index) => (index % 2 === 0 ? `\r\n${text}: ` : text))
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}${lines.join('')}\r\n\r\n${body}`)
  cutOff(socket)
}

/**
 * Throws away what little still arrives, so that the answer is not lost to a reset; a client that goes on sending is cut
 * off.
 */
export function cutOff(socket: Duplex): void {
  const cut = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(cut))
  socket.resume()
}

export function bodyOf({ code, message, requestId }: ErrorAnswer['error']): string {
  return JSON.stringify({ error: { code, message, requestId } } satisfies ErrorAnswer)
}

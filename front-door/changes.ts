import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChangesRequest } from '../lib/api/changes.ts'
import { bridge } from './context.ts'
import { refusal, refuse } from './refusal.ts'
import type { Streams } from './streams.ts'
import { turnAway } from './turn-away.ts'

/** The scope of `/api/{account}/{region}/changes`, as it was sent; `undefined` for any other path. */
export function changesScope(path: string): { rawAccount: string; rawRegion: string } | undefined {
  const [, rawAccount, rawRegion] = /^\/api\/([^/]+)\/([^/]+)\/changes$/.exec(path) ?? []
  return rawAccount === undefined || rawRegion === undefined ? undefined : { rawAccount, rawRegion }
}

/** `GET /api/{account}/{region}/changes`: a stream that says what is no longer the same, or why there is none. */
export function answerChanges(
  req: IncomingMessage,
  res: ServerResponse,
  request: ChangesRequest,
  streams: Streams,
): void {
  const { requestId } = request
  if (req.method !== 'GET') {
    const message = 'This address does not take this method.'
    return turnAway(req, res, requestId, refusal(405, message, { allow: 'GET' }))
  }
  if (req.url?.includes('?')) return refuse(res, requestId, refusal(400, 'A stream takes no query string.'))
  const changes = bridge()?.changes
  if (changes === undefined) return refuse(res, requestId, refusal(404, 'There is no such address.'))
  streams.open(res, request, changes)
}

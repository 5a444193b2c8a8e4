import type { ErrorAnswer } from './error'
import type { Caller } from './request-context'

/** One event of a stream: the paths (page's and API's alike, without `/api`) whose answers are no longer the same. */
export type Change = { now: string; paths: string[] }

/** Who wants to listen: what the front door knows of the request, with the raw segments of its path. */
export type ChangesRequest = {
  requestId: string
  caller: Caller
  identityClass: string
  /** `/{account}/{region}` as it was sent, not decoded. */
  rawAccount: string
  rawRegion: string
}

/** Whether they may, and the way to stop. `tell` is called at once for each change; it must neither throw nor wait. */
export type Opened =
  { ok: true; close: () => void } | { ok: false; status: number; problem: ErrorAnswer['error'] }

/** `GET /api/{account}/{region}/changes`: the permission check is behind `open`, the socket is the front door's. */
export type Changes = {
  open: (request: ChangesRequest, tell: (change: Change) => void) => Opened
}

import type { AsyncLocalStorage } from 'node:async_hooks'

/** Who the front door let in. It knows no rights; `lib/access` does. */
export type Caller = { kind: 'local' }

/** What the front door knows of one request. It travels by AsyncLocalStorage, never by a header that a client could send. */
export type RequestContext = {
  requestId: string
  caller: Caller
  /** Callers of one class are given the same answers: the key under which answers are kept for replay. */
  identityClass: string
  /** The request target exactly as it was sent: path and query, not decoded. */
  target: string
  /** This request's nonce of the Content-Security-Policy. */
  nonce: string
}

const contextKey = Symbol.for('quayside.request')

type Global = { [contextKey]?: AsyncLocalStorage<RequestContext> }

/** The context of the request at hand, or `undefined` when it did not come through the front door. */
export function requestContext(): RequestContext | undefined {
  return (globalThis as Global)[contextKey]?.getStore()
}

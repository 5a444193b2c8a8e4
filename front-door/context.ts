import { AsyncLocalStorage } from 'node:async_hooks'
import type { Bridge } from '../lib/api/bridge.ts'
import type { RequestContext } from '../lib/api/request-context.ts'

// The names under which `lib/api/request-context.ts` and `lib/api/bridge.ts` know these objects: the front door shares
// their types only, since Next evaluates those modules in graphs of its own.
const shared = globalThis as {
  [key: symbol]: unknown
}
const contextKey = Symbol.for('quayside.request')
const bridgeKey = Symbol.for('quayside')

/** Callers are all of one kind till there is sign-in, so they share their answers. */
export const local = { caller: { kind: 'local' }, identityClass: 'local' } as const

/** Carries what we know of a request through Next into `serve()`. */
export function requestContexts(): AsyncLocalStorage<RequestContext> {
  shared[contextKey] ??= new AsyncLocalStorage<RequestContext>()
  return shared[contextKey] as AsyncLocalStorage<RequestContext>
}

/** What `instrumentation.ts` put up; `undefined` until Next is ready. */
export function bridge(): Bridge | undefined {
  return shared[bridgeKey] as Bridge | undefined
}

import { AsyncLocalStorage } from 'node:async_hooks'
import type { Configuration } from '@/lib/api/bridge'
import type { Caller, RequestContext } from '@/lib/api/request-context'
import { putUp } from './start'

/** A console without its front door, for the tests of this room: settings, and a way to call a handler as a request. */
export function testConsole(more: Partial<Configuration> = {}) {
  putUp({
    access: 'full',
    refreshScale: 1,
    awsShare: 1,
    accounts: [{ name: 'demo', regions: ['eu-west-1'], endpoint: 'http://127.0.0.1:1' }],
    ...more,
  })
  const contexts = new AsyncLocalStorage<RequestContext>()
  ;(globalThis as { [key: symbol]: unknown })[Symbol.for('quayside.request')] = contexts
  const within = <T>(target: string, work: () => T, caller: Caller = { kind: 'local' }): T =>
    contexts.run({ requestId: 'request-1', caller, identityClass: 'local', target, nonce: 'n' }, work)
  return {
    within,
    /** Calls a route's handler with a real Request; the target goes along raw, as the front door gives it. */
    ask: (handler: (request: Request) => Promise<Response>, target: string, init?: RequestInit) =>
      within(target, () => handler(new Request(new URL(target, 'http://localhost:3000'), init))),
  }
}

/** A promise that a test lets go when it wants to. */
export function held() {
  const made: { release?: () => void } = {}
  const promise = new Promise<void>((release) => Object.assign(made, { release }))
  return { promise, release: () => made.release?.() }
}

import { EventEmitter, once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { Bridge } from '../lib/api/bridge.ts'
import type { Change, Changes, ChangesRequest, Opened } from '../lib/api/changes.ts'

/** Puts parts of the bridge up as `instrumentation.ts` does, for the tests of this room. */
export function putUp(parts: Partial<Bridge>): void {
  const snapshots: Bridge['snapshots'] = {
    get: () => undefined,
    put: () => undefined,
    generation: () => 0,
    drop: () => undefined,
    forget: () => undefined,
  }
  const whole = { snapshots, closers: new Set(), singletons: new Map(), ...parts }
  ;(globalThis as { [key: symbol]: unknown })[Symbol.for('quayside')] = whole
}

/** Changes that a test makes. `refusal` is what the next who asks is told. */
export function testChanges() {
  const tells = new Set<(change: Change) => void>()
  const events = new EventEmitter()
  const asked: ChangesRequest[] = []
  const made = {
    asked,
    refusal: undefined as Opened | undefined,
    open: () => tells.size,
    tell: (change: Change) => {
      for (const tell of tells) tell(change)
    },
    /** Resolves when exactly so many are listened to. */
    until: async (count: number) => {
      while (tells.size !== count) await once(events, 'changed')
    },
  }
  const changes: Changes = {
    open: (request, tell) => {
      asked.push(request)
      if (made.refusal !== undefined) return made.refusal
      tells.add(tell)
      events.emit('changed')
      const close = () => {
        tells.delete(tell)
        events.emit('changed')
      }
      return { ok: true, close }
    },
  }
  return { ...made, changes, refuse: (refusal: Opened | undefined) => (made.refusal = refusal) }
}

/** A client of a stream that reads what comes, and keeps it if asked to. */
export async function streamOf(url: string, keeps = true) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).on('error', reject)
  })
  let text = ''
  response.setEncoding('utf8')
  response.on('data', (data: string) => (text += keeps ? data : ''))
  response.on('error', () => undefined)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: () => text,
    /** Resolves with all that came when it matches, or when the stream ends. */
    until: async (pattern: RegExp) => {
      while (!pattern.test(text) && !response.readableEnded) {
        await Promise.race([once(response, 'data'), once(response, 'end')])
      }
      return text
    },
    leave: () => response.destroy(),
  }
}

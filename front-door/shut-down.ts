import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { bridge } from './context.ts'
import type { FrontDoor } from './front-door.ts'
import { log } from './log.ts'

/** How long answers under way may take after the signal (ms); all of it ends within 10 s. */
const drainAtMostMs = 7_000
const closeAtMostMs = 1_500

/**
 * Ends the process's work: new requests are turned away (`/readyz` says 503), the ones under way are answered, what
 * other rooms keep open is closed. The connections go last.
 */
export async function shutDown(
  door: FrontDoor,
  servers: readonly Server[],
  close: () => Promise<void>,
): Promise<void> {
  await within(door.drain(), drainAtMostMs)
  for (const server of servers) {
    server.close()
    server.closeIdleConnections()
  }
  const closers = [...(bridge()?.closers ?? []), close]
  await within(Promise.allSettled(closers.map(async (closer) => closer())), closeAtMostMs)
  for (const server of servers) server.closeAllConnections()
}

function within(work: Promise<unknown>, ms: number): Promise<unknown> {
  return Promise.race([work, wait(ms, undefined, { ref: false })])
}

/**
 * Calls back once on SIGTERM or SIGINT, or when the script that started us is gone; a second signal ends the process at
 * once.
 */
export function onSignal(first: () => Promise<void>): void {
  let asked = false
  const stop = (why: string) => {
    if (asked) process.exit(1)
    asked = true
    log('info', `${why}: shutting down`)
    void first().finally(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  process.once('disconnect', () => stop('parent gone'))
}

import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, newClient } from './client.ts'
import type { Habits } from './habits.ts'
import { openStream } from './stream.ts'

export type Viewers = {
  /** Requests answered with anything but 200 or 304, and those that were not answered. */
  failed: () => number
  asked: () => number
  stop: () => Promise<void>
}

/** So many people look at one page: each loads it, then does what the page does by itself, at times of its own. */
export function startViewers(count: number, habits: Habits): Viewers {
  const end = new AbortController()
  // Every viewer waits on it.
  setMaxListeners(0, end.signal)
  const counts = { asked: 0, failed: 0 }
  const all = Array.from({ length: count }, (_, index) => view(habits, index / count, end.signal, counts))
  return {
    failed: () => counts.failed,
    asked: () => counts.asked,
    stop: async () => {
      end.abort()
      await Promise.all(all)
    },
  }
}

type Counts = { asked: number; failed: number }

/** People come one after the other (ms). */
const arriveWithinMs = 4_000

async function view(habits: Habits, share: number, signal: AbortSignal, counts: Counts): Promise<void> {
  const client = newClient()
  const tags = new Map<string, string>()
  const read = async (url: string) => {
    const known = tags.get(url)
    const answered = await ask(client, url, known === undefined ? {} : { 'if-none-match': known }, counts)
    if (answered?.etag !== undefined) tags.set(url, answered.etag)
  }
  await pause(share * arriveWithinMs, signal)
  if (signal.aborted) return
  await ask(client, habits.page, {}, counts)
  const stream =
    habits.stream === undefined
      ? undefined
      : await openStream(habits.stream, ({ name, data }) => {
          if (name !== 'changed') return
          const { paths } = JSON.parse(data) as { paths: string[] }
          for (const { url } of habits.reads) if (isUnder(url, paths)) void read(url)
        })
  if (stream !== undefined && stream.status !== 200) counts.failed += 1
  await Promise.all(
    habits.reads.map(async ({ url, everyMs }) => {
      await read(url)
      if (everyMs === undefined) return
      await pause(everyMs, signal)
      while (!signal.aborted) {
        await read(url)
        await pause(everyMs, signal)
      }
    }),
  )
  await aborted(signal)
  stream?.close()
  client.close()
}

async function ask(client: Client, url: string, headers: Record<string, string>, counts: Counts) {
  counts.asked += 1
  try {
    const answered = await client.get(url, headers)
    if (answered.status !== 200 && answered.status !== 304) counts.failed += 1
    return answered
  } catch {
    counts.failed += 1
    return undefined
  }
}

/** Whether an address is one of the paths; the root of account and region stands for all below it. */
function isUnder(url: string, paths: readonly string[]): boolean {
  const path = new URL(url).pathname.replace(/^\/api/, '')
  const root = path.split('/').slice(0, 3).join('/')
  return paths.some((each) => each === path || each === root)
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

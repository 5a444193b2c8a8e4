import { openTab } from '../browser/chromium.ts'

/** What a page does by itself while somebody looks at it. */
export type Habits = {
  page: string
  /** Addresses that it reads, and how often by itself (ms); undefined: once. */
  reads: { url: string; everyMs: number | undefined }[]
  /** The stream of changes that it holds, if it does. */
  stream: string | undefined
}

/** Longer than the ten seconds after which a quiet page asks again where it is told nothing. */
const watchedMs = 14_000

/** A page that holds a stream reads when it is told to, and else this often (ms). */
const heartbeatMs = 15_000

/** Addresses asked for sooner than this after the load (ms) belong to it. */
const loadMs = 2_000

/** Opens a page in the browser and learns its habits by watching it, so that they are the page's and not ours. */
export async function habitsOf(chromium: string, page: string): Promise<Habits> {
  await using tab = await openTab(chromium, 'desktop')
  const times = new Map<string, number[]>()
  let stream: string | undefined
  const from = performance.now()
  tab.page.on('request', (request) => {
    const url = request.url()
    if (!new URL(url).pathname.startsWith('/api/')) return
    if (request.resourceType() === 'eventsource') stream = url
    else times.set(url, [...(times.get(url) ?? []), performance.now() - from])
  })
  await tab.page.goto(page)
  await tab.page.waitForTimeout(watchedMs)
  return {
    page,
    stream,
    reads: [...times].map(([url, at]) => ({
      url,
      everyMs: stream === undefined ? intervalOf(at) : heartbeatMs,
    })),
  }
}

/** The shortest time between two readings; the page itself held the first one, unless that was read on its own. */
function intervalOf(times: readonly number[]): number | undefined {
  const all = (times[0] ?? 0) > loadMs ? [0, ...times] : times
  const gaps = all.slice(1).map((time, index) => time - (all[index] ?? 0))
  return gaps.length === 0 ? undefined : Math.max(500, Math.min(...gaps))
}

import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Tab } from './chromium.ts'

/** One request of the page: its kind by DevTools (`Script`, `Stylesheet`, `Fetch` …), bytes on the wire. */
export type Fetched = { url: string; kind: string; wireBytes: number; ended: boolean }

export type Traffic = {
  all: () => Fetched[]
  /** Resolves when nothing was under way for a while; streams do not count. */
  idle: () => Promise<void>
}

const quietMs = 800
const idleAtMostMs = 20_000
const endless = ['WebSocket', 'EventSource']

/** Notes what the tab fetches from now on. */
export function recordTraffic({ devtools }: Tab): Traffic {
  const fetched = new Map<string, Fetched>()
  let last = performance.now()
  const note = (id: string, change: Partial<Fetched>) => {
    last = performance.now()
    const known = fetched.get(id)
    if (known !== undefined) Object.assign(known, change)
  }
  devtools.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    last = performance.now()
    fetched.set(requestId, { url: request.url, kind: type ?? 'Other', wireBytes: 0, ended: false })
  })
  devtools.on('Network.responseReceived', ({ requestId, type }) => note(requestId, { kind: type }))
  devtools.on('Network.dataReceived', ({ requestId }) => note(requestId, {}))
  devtools.on('Network.loadingFailed', ({ requestId }) => note(requestId, { ended: true }))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    note(requestId, { ended: true, wireBytes: encodedDataLength }),
  )
  const all = () => [...fetched.values()]
  const isBusy = () => all().some(({ ended, kind }) => !ended && !endless.includes(kind))
  return {
    all,
    idle: async () => {
      const end = performance.now() + idleAtMostMs
      while (performance.now() < end && (isBusy() || performance.now() - last < quietMs)) await wait(50)
    },
  }
}

/** Sizes of a kind's bodies at gzip's best (bytes), whatever the server made of them; each address once. */
export async function packedBytes(fetched: readonly Fetched[], kind: string): Promise<number> {
  const urls = new Set(fetched.filter((each) => each.kind === kind).map(({ url }) => url))
  const sizes = await Promise.all(
    [...urls].map(async (url) => {
      const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
      return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Bytes of a kind on the wire, headers included. */
export function wireBytes(fetched: readonly Fetched[], kind?: string): number {
  return fetched
    .filter((each) => kind === undefined || each.kind === kind)
    .reduce((sum, each) => sum + each.wireBytes, 0)
}

import { type Child, residentBytes } from '../stage/child.ts'

/** The worst that was seen of a console while something went on; undefined where it could not be asked. */
export type Strain = {
  rssBytes: number | undefined
  loopP99Ms: number | undefined
  /** Calls that AWS refused because they were too many, since the console was started. */
  throttled: number | undefined
}

const everyMs = 10_000

/** Watches a console's memory and the delay of its event loop, in windows of ten seconds, till it is disposed of. */
export function monitor(origin: string, child: Child): Disposable & { strain: () => Promise<Strain> } {
  const rss: number[] = []
  const lag: number[] = []
  let throttled: number | undefined
  async function look(): Promise<void> {
    const metrics = await metricsOf(origin)
    const bytes = residentBytes(child.pid) ?? metrics['process_resident_memory_bytes']
    if (bytes !== undefined) rss.push(bytes)
    // Prom-client starts a new histogram each time it is asked, so this is the p99 since the last look.
    const seconds = metrics['nodejs_eventloop_lag_p99_seconds']
    if (seconds !== undefined) lag.push(seconds * 1_000)
    throttled = metrics['quayside_aws_throttled_total'] ?? throttled
  }
  // The first window holds the start, which is not what is watched for.
  const first = metricsOf(origin)
  const timer = setInterval(() => void look(), everyMs)
  return {
    strain: async () => {
      await first
      await look()
      return { rssBytes: greatest(rss), loopP99Ms: greatest(lag), throttled }
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

const greatest = (values: readonly number[]) => (values.length === 0 ? undefined : Math.max(...values))

/** What the console counts, from its `/metrics`, summed over labels; empty when it tells nothing. */
async function metricsOf(origin: string): Promise<Record<string, number>> {
  const text = await fetch(`${origin}/metrics`).then(
    (response) => (response.ok ? response.text() : ''),
    // It is gone: what measures it fails by itself.
    () => '',
  )
  const sums: Record<string, number> = {}
  for (const [, name = '', value] of text.matchAll(/^([a-z_][a-z0-9_]*)(?:\{.*\})? ([-+.0-9eE]+)$/gm)) {
    sums[name] = (sums[name] ?? 0) + Number(value)
  }
  return sums
}

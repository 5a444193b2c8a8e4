/**
 * How long ago this browser first saw an answer, by its monotonic clock. An answer is told by its `now` (AWS's clock), so
 * a laptop whose wall clock is wrong cannot make facts look young or old.
 */
const firstSeen = new Map<string, number>()
const keep = 5_000
let hydrated = false

/** Called once the page is interactive: answers met before it came with the page, at the navigation's first byte. */
export function markHydrated(): void {
  hydrated = true
}

function arrival(): number {
  if (hydrated) return performance.now()
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.responseStart ?? performance.now()
}

/** Milliseconds since this browser first saw an answer with this `now` (ISO 8601). */
export function msSinceAnswer(now: string): number {
  let seen = firstSeen.get(now)
  if (seen === undefined) {
    seen = arrival()
    firstSeen.set(now, seen)
    const [oldest] = firstSeen.keys()
    if (firstSeen.size > keep && oldest !== undefined) firstSeen.delete(oldest)
  }
  return Math.max(0, performance.now() - seen)
}

/** Age in ms, by AWS's clock, of something that happened at `at` and was told in the answer of `now`. */
export function ageMs(at: string, now: string): number {
  return Date.parse(now) - Date.parse(at) + msSinceAnswer(now)
}

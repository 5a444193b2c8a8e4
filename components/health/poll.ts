import { freshness } from '@/lib/api/freshness'
import type { Level } from '@/lib/health/contract'
import type { Tally } from '@/lib/health/tally'

/** Levels at which something is on its way to another one. */
const moving: readonly Level[] = ['deploying', 'crash-loop', 'degraded', 'unknown']

/**
 * How often to ask (ms): fast while something moves, steady otherwise. For `query`'s `pollMs`; undefined before the first
 * answer, when the endpoint's own interval holds.
 */
export function pollByTally(tally: Tally | undefined): number | undefined {
  if (tally === undefined) return undefined
  return moving.some((level) => (tally[level] ?? 0) > 0) ? freshness.live.pollMs : freshness.steady.pollMs
}

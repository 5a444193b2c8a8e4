import { freshness } from '@/lib/api/freshness'
import type { Level } from '@/lib/health/contract'

/** Levels at which something is on its way to another one. */
const moving: readonly Level[] = ['deploying', 'crash-loop', 'degraded', 'unknown']

/**
 * How often to ask (ms): fast while something moves, steady otherwise. For `query`'s `pollMs`; undefined before the first
 * answer, when the endpoint's own interval holds.
 */
export function pollByLevels(levels: readonly Level[] | undefined): number | undefined {
  if (levels === undefined) return undefined
  return levels.some((level) => moving.includes(level)) ? freshness.live.pollMs : freshness.steady.pollMs
}

import 'server-only'
import { staleAfterMs } from '@/lib/api/freshness'
import type { BucketLimit } from './buckets'

/**
 * The part of our share of a bucket that routine reading may take; the rest is for what people look at and for what
 * moves. One target group a call makes load balancers dearest, and nobody waits for anything else there.
 */
const routine = (limit: BucketLimit) => (limit.name === 'ELB read' ? 0.8 : 0.3)

/** A round that would take longer than this would let what it read first go stale. */
const longestMs = staleAfterMs - 70_000
/** A group that nobody read for so long is no part of the round any more. */
const forgottenMs = 10 * 60_000

/**
 * How long to rest between two readings of the same thing. A small estate is read as often as its freshness says; a large
 * one costs so many calls that a whole round must be spread out to stay within the budget.
 */
export type Rounds = {
  /**
   * Notes that reading all of `group` takes `calls`; answers how long (ms) its facts may rest: `own` when it alone is
   * looked at, else as part of everything that is read.
   */
  restMs: (limit: BucketLimit, group: string, calls: number, own: boolean) => number
}

export function rounds(share: number): Rounds {
  const groups = new Map<string, Map<string, { calls: number; at: number }>>()
  return {
    restMs: (limit, group, calls, own) => {
      const now = performance.now()
      const inBucket = groups.get(limit.name) ?? new Map<string, { calls: number; at: number }>()
      groups.set(limit.name, inBucket)
      inBucket.set(group, { calls, at: now })
      let all = 0
      for (const [name, noted] of inBucket) {
        if (now - noted.at > forgottenMs) inBucket.delete(name)
        else all += noted.calls
      }
      const rate = limit.refill * share * routine(limit)
      return Math.min(longestMs, ((own ? calls : all) / rate) * 1000)
    },
  }
}

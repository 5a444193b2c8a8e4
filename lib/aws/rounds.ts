import 'server-only'
import { staleAfterMs } from '@/lib/api/freshness'
import type { BucketLimit } from './buckets'

/** What is read again because its time has come, or because it moves and nobody looks at it. */
export type Round = 'routine' | 'moving'

/**
 * The part of our share of a bucket that a round may take; the rest is for what people look at. One target group a call
 * makes load balancers dearest, and nobody waits for anything else there.
 */
function partOf(limit: BucketLimit, round: Round): number {
  if (round === 'moving') return 0.1
  return limit.name === 'ELB read' ? 0.8 : 0.3
}

/** A round that took longer than this would let what it read first go stale. */
const longestMs = staleAfterMs - 70_000
/** A group that nobody read for so long is no part of the round any more. */
const forgottenMs = 10 * 60_000

/**
 * How long to rest between two readings of the same thing. A small estate is read as often as its freshness says; a large
 * one costs so many calls that a whole round must be spread out to stay within the budget.
 */
export type Rounds = {
  /**
   * Notes that reading all of `group` takes `calls`; answers how long (ms) its facts may rest: `alone` when only this
   * group is looked at, else as part of everything that is read.
   */
  restMs: (
    limit: BucketLimit,
    asked: { round: Round; group: string; calls: number; alone: boolean },
  ) => number
}

export function rounds(share: number): Rounds {
  const ledgers = new Map<string, Map<string, { calls: number; at: number }>>()
  return {
    restMs: (limit, { round, group, calls, alone }) => {
      const now = performance.now()
      const name = `${limit.name} ${round}`
      const ledger = ledgers.get(name) ?? new Map<string, { calls: number; at: number }>()
      ledgers.set(name, ledger)
      ledger.set(group, { calls, at: now })
      let all = 0
      for (const [key, noted] of ledger) {
        if (now - noted.at > forgottenMs) ledger.delete(key)
        else all += noted.calls
      }
      const rate = limit.refill * share * partOf(limit, round)
      return Math.min(longestMs, ((alone ? calls : all) / rate) * 1000)
    },
  }
}

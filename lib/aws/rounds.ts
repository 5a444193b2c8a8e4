import 'server-only'
import { staleAfterMs } from '@/lib/api/freshness'

/** What is read again because its time has come, or because it moves and nobody looks at it. */
export type Round = 'routine' | 'moving'

/** The part of our share of a bucket that a round may take; the rest is for what people look at. */
const parts: Record<Round, number> = { routine: 0.35, moving: 0.06 }

/** A whole routine round takes no longer than this, as far as our share allows, or what it read first would go stale. */
const roundMs = staleAfterMs - 35_000
/** Nothing is read again before this part of a round is over: then it queues up behind what is older. */
const queuesAfter = 0.5
/** A group that nobody read for so long is no part of the round any more. */
const forgottenMs = 10 * 60_000

/** What of a bucket is read regularly: groups of facts, with the calls that it takes to read each. */
export type Rounds = {
  /**
   * Notes that reading all of `group` takes `calls`; answers how long (ms) its facts rest before they are read again:
   * `alone` when only this group is looked at, else as part of everything that is read.
   */
  restMs: (asked: { round: Round; group: string; calls: number; alone: boolean }) => number
  /** Calls a second at which a routine round of everything goes on. */
  routineRate: () => number
}

/** `rate`: our share of the bucket, calls a second. */
export function rounds(rate: number): Rounds {
  const ledgers: Record<Round, Map<string, { calls: number; at: number }>> = {
    routine: new Map(),
    moving: new Map(),
  }
  const totalOf = (round: Round) => {
    let all = 0
    const before = performance.now() - forgottenMs
    for (const [group, { calls, at }] of ledgers[round]) {
      if (at < before) ledgers[round].delete(group)
      else all += calls
    }
    return all
  }
  const routineRate = () =>
    Math.min(rate, Math.max(rate * parts.routine, (totalOf('routine') / roundMs) * 1000))
  return {
    restMs: ({ round, group, calls, alone }) => {
      ledgers[round].set(group, { calls, at: performance.now() })
      const own = alone ? calls : totalOf(round)
      if (round === 'moving') return (own / (rate * parts.moving)) * 1000
      if (alone) return Math.min(roundMs, (own / (rate * parts.routine)) * 1000)
      return Math.min(roundMs, (own / routineRate()) * 1000 * queuesAfter)
    },
    routineRate,
  }
}

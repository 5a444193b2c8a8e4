import 'server-only'
import type { Problem } from '@/lib/api/error'

/** How the reads of one far end went lately. Times are monotonic (ms). */
export type Reach = {
  answeredAt: number
  /** Reads that came to nothing since then. */
  unanswered: number
  problem?: Problem
}

/** One read may fail by chance, and in a wide fault two may; so many in a row, with no answer to any other, do not. */
const enough = 3
/** An answer so short a time ago (ms) says more than what failed since. */
const recentMs = 5_000

export function newReach(): Reach {
  return { answeredAt: -Infinity, unanswered: 0 }
}

/** AWS answered, be it that it refused. */
export function noteAnswered(reach: Reach, at: number): void {
  reach.answeredAt = at
  reach.unanswered = 0
  delete reach.problem
}

/** A read, with all its tries, came to nothing. */
export function noteUnanswered(reach: Reach, problem: Problem): void {
  reach.unanswered += 1
  // The first stays: it is the same trouble, and what is told of it must not change with each read.
  reach.problem ??= problem
}

/**
 * Why a far end counts as out of reach: all that was lately asked of it came to nothing. What was read from it before may
 * be shown and proves nothing any more, however young it is. Undefined while it is in reach.
 */
export function whyAway(reach: Reach, at: number, refreshScale: number): Problem | undefined {
  const isAway = reach.unanswered >= enough && at - reach.answeredAt >= recentMs * refreshScale
  return isAway ? reach.problem : undefined
}

/** Whether a failed read was no answer at all. What AWS denies, throttles or does not know is an answer. */
export function isNoAnswer({ code, iamAction }: Problem): boolean {
  // Credentials that expired or are not accepted: nothing at all can be read, not one action of many.
  if (code === 'forbidden') return iamAction === undefined
  return code === 'unavailable' || code === 'timed_out'
}

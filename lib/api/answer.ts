import type { Problem } from './error'

/** One part of an answer that may fail alone. `asOf` is null when it was never read. */
export type Part = { asOf: string | null; error?: Problem }

/**
 * Parts by name, e.g. `targetHealth`, `stoppedTasks`, `scaling`. `aws` is there only while nothing of this account and
 * region can be read: `asOf` is when AWS answered last, `error` why it does not.
 */
export type Parts = Record<string, Part>

/** The part that says so, where AWS was out of reach when the answer was made: then nothing in it proves anything. */
export function awayOf(answer: { parts?: Parts } | undefined): Part | undefined {
  return answer?.parts?.['aws']
}

/** An answer that says that AWS is out of reach. */
export function sayingAway<A>(answer: A, away: Part): A {
  const { parts } = answer as { parts?: Parts }
  return parts === undefined ? answer : { ...answer, parts: { ...parts, aws: away } }
}

/** One thing. `now` and `asOf` are ISO 8601 by AWS's clock; `asOf` is the oldest mutable fact in it. */
export type Answer<T> = { now: string; asOf: string; item: T; parts: Parts }

/** A list. `complete` is false while names are listed that are not yet described, or pages are missing. */
export type ListAnswer<T> = {
  now: string
  asOf: string
  total: number
  complete: boolean
  items: T[]
  parts: Parts
}

import type { Problem } from './error'

/** One part of an answer that may fail alone. `asOf` is null when it was never read. */
export type Part = { asOf: string | null; error?: Problem }

/** Parts by name, e.g. `targetHealth`, `stoppedTasks`, `scaling`. */
export type Parts = Record<string, Part>

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

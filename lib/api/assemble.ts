import type { Answer, ListAnswer, Part, Parts } from './answer'
import type { Problem } from './error'
import { staleAfterMs } from './freshness'
import { oldest, type Read } from './outcome'

/** A time of AWS's as ISO 8601; null when it is absent or no time (emulators send strings and NaN). */
export function isoOf(time: Date | string | number | null | undefined): string | null {
  if (time === null || time === undefined) return null
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/**
 * The state of one part from the reads it was made of: as old as the oldest, in error when one is. What is still to be
 * read is no error.
 */
export function partOf(...reads: Read<unknown>[]): Part {
  const one = oneOf(reads, Infinity)
  const error = one.ok || one.pending !== true ? one.error : undefined
  return {
    asOf: one.ok && one.asOf !== Infinity ? isoOf(one.asOf) : null,
    ...(error === undefined ? {} : { error }),
  }
}

/**
 * Many reads as one fact: as old as the oldest that gave something, with the first failure among them; failed or still to
 * be read only when all are. `now` dates what is made of no reads.
 */
export function oneOf(reads: Iterable<Read<unknown>>, now: number): Read<null> {
  let asOf: number | undefined
  let failed: Extract<Read<never>, { ok: false }> | undefined
  let error: Problem | undefined
  for (const read of reads) {
    if (read.ok) {
      asOf = Math.min(asOf ?? Infinity, read.asOf)
      error ??= read.error
    } else if (failed === undefined || (failed.pending === true && read.pending !== true)) failed = read
  }
  if (asOf === undefined && failed !== undefined) return failed
  if (failed?.pending !== true) error ??= failed?.error
  return { ok: true, value: null, asOf: asOf ?? now, ...(error !== undefined && { error }) }
}

type Frame = {
  /** Epoch ms by AWS's clock. */
  now: number
  /** Of the mutable facts that the answer was made of. */
  asOf: readonly (number | undefined)[]
  parts?: Parts
}

/** The envelope of one thing. */
export function answerOf<T>(item: T, { now, asOf, parts = {} }: Frame): Answer<T> {
  return { now: new Date(now).toISOString(), asOf: ageOf(asOf, now), item, parts }
}

/** The envelope of a list. */
export function listAnswerOf<T>(
  items: T[],
  {
    now,
    asOf,
    parts = {},
    complete = true,
    total = items.length,
  }: Frame & { complete?: boolean; total?: number },
): ListAnswer<T> {
  return {
    now: new Date(now).toISOString(),
    asOf: ageOf(asOf, now),
    total,
    complete,
    items,
    parts,
  }
}

/**
 * The oldest fact that something is told by. Facts too old to be judged by are told as unknown, and their part says how
 * old they are; they would else make all the rest look as old. Never after `now`: the clock is corrected by each reply,
 * so a fact may have been dated a little ahead of it.
 */
function ageOf(asOf: readonly (number | undefined)[], now: number): string {
  const usable = asOf.filter((time) => time !== undefined && now - time <= staleAfterMs)
  return new Date(Math.min(oldest(usable.length > 0 ? usable : asOf, now), now)).toISOString()
}

/** The age of a read that gave something. */
export function asOfOf(read: Read<unknown>): number | undefined {
  return read.ok ? read.asOf : undefined
}

/** Several reads as one: failed when one failed, as old as the oldest, in error when one is. `now` dates an empty list. */
export function merge<T, U>(reads: readonly Read<T>[], join: (values: T[]) => U, now: number): Read<U> {
  const failed = reads.find((read) => !read.ok)
  if (failed && !failed.ok) return failed
  const good = reads.flatMap((read) => (read.ok ? [read] : []))
  const error = good.find((read) => read.error !== undefined)?.error
  const asOf = oldest(good.map(asOfOf), now)
  return {
    ok: true,
    value: join(good.map(({ value }) => value)),
    asOf,
    ...(error === undefined ? {} : { error }),
  }
}

/** Parts of several answers as the parts of one: each name as old as its oldest, in error when one of them is. */
export function mergeParts(all: readonly Parts[]): Parts {
  const merged: Parts = {}
  for (const [name, part] of all.flatMap((parts) => Object.entries(parts))) {
    const known = merged[name]
    const times = [known?.asOf, part.asOf].filter((time) => typeof time === 'string').sort()
    const error = known?.error ?? part.error
    merged[name] = { asOf: times[0] ?? null, ...(error === undefined ? {} : { error }) }
  }
  return merged
}

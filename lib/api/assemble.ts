import type { Answer, ListAnswer, Part, Parts } from './answer'
import { oldest, type Read } from './outcome'

/** A time of AWS's as ISO 8601; null when it is absent or no time (emulators send strings and NaN). */
export function isoOf(time: Date | string | number | null | undefined): string | null {
  if (time === null || time === undefined) return null
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** The state of one part from the reads it was made of: as old as the oldest, in error when one is. */
export function partOf(...reads: Read<unknown>[]): Part {
  const asOf = reads.flatMap((read) => (read.ok ? [read.asOf] : []))
  const error = reads.map((read) => read.error).find((problem) => problem !== undefined)
  return {
    asOf: asOf.length === 0 ? null : isoOf(Math.min(...asOf)),
    ...(error === undefined ? {} : { error }),
  }
}

type Frame = {
  /** Epoch ms by AWS's clock. */
  now: number
  /** Of the mutable facts that the answer was made of. */
  asOf: (number | undefined)[]
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

/** Never after `now`: the clock is corrected by each reply, so a fact may have been dated a little ahead of it. */
function ageOf(asOf: (number | undefined)[], now: number): string {
  return new Date(Math.min(oldest(asOf, now), now)).toISOString()
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

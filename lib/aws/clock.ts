import 'server-only'

/** A sample of AWS's clock: bounds (ms) of its offset to the monotonic clock, taken at monotonic time `at`. */
type Sample = { at: number; upper: number }

/** What one connection knows of AWS's time. */
export type Clock = {
  samples: Sample[]
  /** Monotonic time (ms) at which AWS's clock was last seen to have run ahead: this machine slept, or a test moved on. */
  jumpedAt: number
}

const windowMs = 60_000
/** A reply may be long under way and a clock corrected by a little; more than this and facts are older than they seem. */
const jumpMs = 20_000
/** `Date` has whole seconds: the true time lies up to this much after it. */
const fractionMs = 999

/** A clock that has heard nothing yet. */
export function newClock(): Clock {
  return { samples: [], jumpedAt: -Infinity }
}

/**
 * Takes in a `Date` header that arrived at monotonic time `at` (ms). Each is an upper bound of the offset; the smallest of
 * the last minute is the closest. A `Date` also is a lower bound, because a reply never comes from the future: samples
 * that it contradicts (a clock that jumped ahead, a machine that slept, a reply that was long under way) are forgotten.
 */
export function hear(clock: Clock, date: string | undefined, at: number): void {
  const time = date === undefined ? Number.NaN : Date.parse(date)
  if (Number.isNaN(time)) return
  const lower = time - at
  if (clock.samples.some(({ upper }) => lower - upper > jumpMs)) clock.jumpedAt = at
  const kept = clock.samples.filter((sample) => at - sample.at < windowMs && sample.upper >= lower)
  kept.push({ at, upper: lower + fractionMs })
  // One best sample a second is all that a window needs, so busy connections do not collect thousands.
  const previous = kept.at(-2)
  if (previous !== undefined && at - previous.at < 1000) {
    const last = kept.pop()
    if (last !== undefined && last.upper < previous.upper)
      kept[kept.length - 1] = { ...previous, upper: last.upper }
  }
  clock.samples = kept
}

/** AWS's time (epoch ms) at monotonic time `at`; the wall clock's until AWS has said something. */
export function read(clock: Clock, at: number): number {
  const offset = clock.samples.reduce((least, { upper }) => Math.min(least, upper), Infinity)
  return offset === Infinity ? Date.now() : Math.round(at + offset)
}

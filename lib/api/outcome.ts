import { ApiError, type Problem } from './error'

/**
 * What a read of AWS gave. `pending` when nobody has read it yet: its turn within AWS's budget has not come. `asOf` is AWS's clock (epoch ms) at the reply. A read that failed after an earlier one had
 * succeeded is `ok` with the last good value, its age, and the `error` that keeps it from being fresh. `partial` when the
 * value itself is known to be only some of what AWS has (`error` says why): to be shown, not to be judged by; `away` when
 * AWS has been out of reach since (`error` says why): the same, however young the value is.
 */
export type Read<T> =
  | { ok: true; value: T; asOf: number; error?: Problem; partial?: true; away?: true }
  | { ok: false; error: Problem; pending?: true }

/** The value of a read that the answer cannot do without; throws its problem otherwise. */
export function must<T>(read: Read<T>): { value: T; asOf: number; error?: Problem } {
  if (!read.ok) throw new ApiError(read.error)
  return read
}

/** The oldest of some times (epoch ms), leaving out what is absent; `fallback` when there is none. */
export function oldest(times: readonly (number | undefined)[], fallback: number): number {
  // Not `Math.min(...)`: there may be more of them than a call takes arguments.
  let least: number | undefined
  for (const time of times) if (time !== undefined && (least === undefined || time < least)) least = time
  return least ?? fallback
}

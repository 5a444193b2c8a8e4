import * as z from 'zod/mini'

/** What StopTask will be told; AWS shows it as `stoppedReason` (at most 255 characters in the console). */
export const StopTaskInput = z.strictObject({
  reason: z.string().check(z.minLength(1), z.maxLength(255)),
})

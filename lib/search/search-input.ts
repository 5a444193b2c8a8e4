import * as z from 'zod/mini'

/** Free words, a task id, an IP, an image, `family:revision`, a target group or an ARN. */
export const SearchInput = z.strictObject({ q: z.string().check(z.minLength(1), z.maxLength(2048)) })

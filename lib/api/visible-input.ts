import * as z from 'zod/mini'
import { mostVisible } from './visible'

/** Names of services with commas between. */
export const VisibleInput = z.strictObject({
  services: z
    .string()
    .check(z.regex(new RegExp(`^[\\w-]{1,255}(,[\\w-]{1,255}){0,${mostVisible - 1}}$`)), z.maxLength(10_000)),
})

import * as z from 'zod/mini'

/**
 * The form's and the route's rule for scaling. AWS takes 0 to 5,000 tasks a service. `seen` is what the person saw when
 * deciding (the desired count, alone or with the primary deployment's id and task definition): stale → conflict.
 */
export const ScaleInput = z.strictObject({
  desiredCount: z.int().check(z.minimum(0), z.maximum(5000)),
  seen: z.optional(
    z.union([
      z.int(),
      z.strictObject({
        desiredCount: z.optional(z.int()),
        taskDefinition: z.optional(z.string().check(z.maxLength(2048))),
        deploymentId: z.optional(z.string().check(z.maxLength(255))),
      }),
    ]),
  ),
})
export type ScaleInput = z.infer<typeof ScaleInput>

import * as z from 'zod/mini'

/**
 * Schemas of the names that stand in paths. A name that AWS could never accept is refused (400); a legal one that is
 * absent is AWS's to deny (404). Sources: CreateCluster, CreateService, RegisterTaskDefinition in the ECS API reference.
 */
const ecsName = /^[a-zA-Z0-9_-]{1,255}$/

export const scopeParams = {
  account: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  region: z.string().check(z.regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/)),
}

/** Whether AWS could have a cluster, service or family of this name; other endpoints have others, which no path leads to. */
export function isEcsName(text: string): boolean {
  return ecsName.test(text)
}

/** Account and region: the prefix of every path. */
export const Scope = z.strictObject(scopeParams)
export type Scope = z.infer<typeof Scope>

export const clusterName = z.string().check(z.regex(ecsName))
export const serviceName = z.string().check(z.regex(ecsName))
export const family = z.string().check(z.regex(ecsName))
/** 32 hex characters; before the long ARN format a UUID. */
export const taskId = z
  .string()
  .check(z.regex(/^([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/))
export const revision = z.string().check(z.regex(/^[1-9]\d{0,9}$/))

/** No query string at all. */
export const NoInput = z.strictObject({})

/** How many services may be looked at closely at once: more than a screen shows. */
export const mostVisible = 60

/** Names with commas between. */
export const VisibleInput = z.strictObject({
  services: z.string().check(z.regex(/^[\w-]{1,255}(,[\w-]{1,255}){0,59}$/), z.maxLength(10_000)),
})

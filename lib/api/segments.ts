import * as z from 'zod/mini'
import { ecsNamePattern } from './ecs-name'

/**
 * Schemas of the names that stand in paths, by the name that a template gives them. A name that AWS could never accept is
 * refused (400); a legal one that is absent is AWS's to deny (404). Sources: CreateCluster, CreateService,
 * RegisterTaskDefinition in the ECS API reference.
 */
const ecsName = z.string().check(z.regex(ecsNamePattern))

export const scopeParams = {
  account: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  region: z.string().check(z.regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/)),
}

const segments: Record<string, z.ZodMiniType<string>> = {
  ...scopeParams,
  cluster: ecsName,
  service: ecsName,
  family: ecsName,
  /** 32 hex characters; before the long ARN format a UUID. */
  task: z
    .string()
    .check(z.regex(/^([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/)),
  revision: z.string().check(z.regex(/^[1-9]\d{0,9}$/)),
}

const known = new Map<string, z.ZodMiniType<Record<string, string>>>()

/** The schema of the parameters of a template. */
export function paramsSchema(template: string): z.ZodMiniType<Record<string, string>> {
  let schema = known.get(template)
  if (schema === undefined) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    schema = z.strictObject(Object.fromEntries(names.map((name) => [name, segmentSchema(name)])))
    known.set(template, schema)
  }
  return schema
}

function segmentSchema(name: string): z.ZodMiniType<string> {
  const schema = segments[name]
  if (schema === undefined) throw new Error(`No schema tells what {${name}} may be.`)
  return schema
}

/** Account and region: the prefix of every path. */
export const Scope = z.strictObject(scopeParams)
export type Scope = z.infer<typeof Scope>

/** No query string at all, or an empty body. */
export const NoInput = z.strictObject({})

import type { NormalizedSchema } from '@smithy/core/schema'
import { isDrawn, type Draw, type Spoiling } from './spoiling.ts'

type Json = Record<string, unknown>

/** Spoils a JSON answer along the schema of its output. The answer's own members keep their types: it stays an answer. */
export function spoilJson(text: string, how: Spoiling, schema: NormalizedSchema, draw: Draw): string {
  const spoiled = (schema: NormalizedSchema | undefined, value: unknown, path: string): unknown => {
    if (how === 'wrong-types' && depthOf(path) > 1 && isDrawn(draw, path)) return mistyped(schema, value)
    if (how === 'nulls' && depthOf(path) > 1 && isDrawn(draw, path)) return null
    if (how === 'text-times' && schema?.isTimestampSchema() && typeof value === 'number')
      return new Date(value * 1000).toISOString()
    if (Array.isArray(value)) {
      const item = schema?.isListSchema() ? schema.getValueSchema() : undefined
      const items = value.map((one, i) => spoiled(item, one, `${path}.${i}`))
      return how === 'nulls' ? [...items.slice(0, 1), null, ...items.slice(1)] : items
    }
    if (typeof value !== 'object' || value === null) return value
    const members = Object.entries(value).map(
      ([name, member]) => [name, spoiled(memberOf(schema, name), member, `${path}.${name}`)] as const,
    )
    return Object.fromEntries(members)
  }
  const answer = spoiled(schema, JSON.parse(text), '') as Json
  return JSON.stringify(how === 'nulls' ? { nextToken: null, ...answer } : answer)
}

/** How deep a place is: 1 for a member of the answer itself. */
const depthOf = (path: string) => path.split('.').length - 1

function memberOf(schema: NormalizedSchema | undefined, name: string): NormalizedSchema | undefined {
  if (schema?.isMapSchema()) return schema.getValueSchema()
  return schema?.isStructSchema() ? schema.getMemberSchemas()[name] : undefined
}

/** The same value in a type that the model does not give it. */
function mistyped(schema: NormalizedSchema | undefined, value: unknown): unknown {
  if (schema?.isTimestampSchema()) return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value.length
  if (Array.isArray(value)) return value[0] ?? ''
  return JSON.stringify(value)
}

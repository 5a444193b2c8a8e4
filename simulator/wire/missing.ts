import type { NormalizedSchema } from '@smithy/core/schema'
import type { Path, Violation } from './violation.ts'

/** Required members that are not there, by the SDK's schema: of a structure's members the first N are required. */
export function missingMembers(
  schema: NormalizedSchema,
  value: unknown,
  path: Path,
  found: Violation[],
): void {
  if (value === null || value === undefined) return
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    ;(value as unknown[]).forEach((one, i) => member(item, one, [...path, String(i + 1)], true, found))
  } else if (schema.isMapSchema()) {
    const item = schema.getValueSchema()
    for (const [key, one] of Object.entries(value)) member(item, one, [...path, key], true, found)
  } else if (schema.isStructSchema()) {
    const required = requiredCount(schema)
    let position = 0
    for (const [name, one] of schema.structIterator()) {
      member(one, (value as Record<string, unknown>)[name], [...path, name], position++ < required, found)
    }
  }
}

function member(
  schema: NormalizedSchema,
  value: unknown,
  path: Path,
  required: boolean,
  found: Violation[],
): void {
  if (value !== null && value !== undefined) missingMembers(schema, value, path, found)
  else if (required) found.push({ path, value: null, constraint: 'Member must not be null', kind: 'missing' })
}

function requiredCount(schema: NormalizedSchema): number {
  const count = (schema.getSchema() as unknown[])[6]
  // A union is given by one of its members; its schema counts none as required.
  return typeof count === 'number' && !schema.isUnionSchema() ? count : 0
}

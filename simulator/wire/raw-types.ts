import type { NormalizedSchema } from '@smithy/core/schema'
import { AwsError } from './service.ts'

/** What a number, a time and a blob look like in one protocol. */
type Looks = {
  number: (value: unknown) => boolean
  time: (value: unknown) => boolean
  blob: (value: unknown) => boolean
}

const json: Looks = {
  // JSON has no infinities, so they travel as words.
  number: (value) => typeof value === 'number' || /^(NaN|-?Infinity)$/.test(String(value)),
  // Epoch seconds; AWS takes them in quotes too.
  time: (value) => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(String(value)),
  blob: (value) => typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value),
}

/** Of values that were read already, as those of CBOR, which writes types itself. */
export const typed: Looks = {
  number: (value) => typeof value === 'number' || typeof value === 'bigint',
  time: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  blob: (value) => value instanceof Uint8Array,
}

/**
 * Refuses a parsed JSON body whose values have the wrong type, as AWS's own parser does before it looks at any rule.
 * The SDK's deserialisers would let them pass. Unknown members pass here and are dropped later, as AWS does.
 */
export function checkRawTypes(schema: NormalizedSchema, value: unknown, looks: Looks = json): void {
  if (value === null || value === undefined || schema.isDocumentSchema() || schema.isUnitSchema()) return
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) refuse(value, 'a List')
    const item = schema.getValueSchema()
    for (const one of value as unknown[]) checkRawTypes(item, one, looks)
    return
  }
  if (schema.isMapSchema() || schema.isStructSchema()) {
    if (typeof value !== 'object' || Array.isArray(value)) refuse(value, 'a Structure')
    checkMembers(schema, value as Record<string, unknown>, looks)
    return
  }
  if (schema.isStringSchema() && typeof value !== 'string') refuse(value, 'a String')
  if (schema.isBooleanSchema() && typeof value !== 'boolean') refuse(value, 'a Boolean')
  if (schema.isNumericSchema() && !looks.number(value)) refuse(value, 'a Number')
  if (schema.isTimestampSchema() && !looks.time(value)) refuse(value, 'a Timestamp')
  if (schema.isBlobSchema() && !looks.blob(value)) refuse(value, 'a Blob')
}

function checkMembers(schema: NormalizedSchema, value: Record<string, unknown>, looks: Looks): void {
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema()
    for (const one of Object.values(value)) checkRawTypes(item, one, looks)
    return
  }
  for (const [name, member] of schema.structIterator())
    checkRawTypes(member, value[member.getMergedTraits().jsonName ?? name], looks)
}

function refuse(value: unknown, wanted: string): never {
  throw new AwsError('SerializationException', `${nameOf(value)} can not be converted to ${wanted}`)
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'ARRAY_VALUE'
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  return typeof value === 'object' ? 'STRUCTURE_VALUE' : `${typeof value}_VALUE`.toUpperCase()
}

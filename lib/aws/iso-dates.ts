import 'server-only'
import type { OperationSchema } from './check'

/**
 * Some emulators send ISO strings where AWS's JSON has seconds since 1970; the SDK then refuses the whole reply
 * ("Expected real number"). This rewrites what AWS's model calls a timestamp, and nothing else. A text there that is no
 * time is left out: one bad date must not cost a hundred tasks.
 */
export function withEpochDates(json: string, operation: OperationSchema): string {
  return quotedDate.test(json) ? JSON.stringify(straight(operation[5], JSON.parse(json))) : json
}

/** Python prints a space where ISO 8601 has the T. */
const date = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/
const quotedDate = /"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^"]{0,30}"/

const listBit = 64
const mapBit = 128

/** A value with its times as seconds, by its schema (see `OperationSchema` for its form). */
function straight(reference: unknown, value: unknown): unknown {
  const schema: unknown = typeof reference === 'function' ? (reference as () => unknown)() : reference
  if (typeof schema === 'number') {
    if (schema & mapBit) return straightMap(schema & ~mapBit, value)
    if (schema & listBit) return straightList(schema & ~listBit, value)
    return schema >= 4 && schema <= 7 ? epochOf(value) : value
  }
  if (!Array.isArray(schema)) return value
  const parts = schema as unknown[]
  if (parts.length === 2) return straight(parts[0], value)
  if (parts[0] === 0) return straight(parts[4], value)
  if (parts[0] === 1) return straightList(parts[4], value)
  if (parts[0] === 2) return straightMap(parts[5], value)
  if (!isObject(value)) return value
  for (const [index, name] of (parts[4] as string[]).entries())
    if (name in value) value[name] = straight((parts[5] as unknown[])[index], value[name])
  return value
}

function straightList(member: unknown, value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => straight(member, item) ?? null) : value
}

function straightMap(member: unknown, value: unknown): unknown {
  if (isObject(value)) for (const key of Object.keys(value)) value[key] = straight(member, value[key])
  return value
}

/** Seconds since 1970 of a text, undefined when it is no time; anything else as it is. */
function epochOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const time = date.test(value) ? Date.parse(value.replace(' ', 'T')) : NaN
  return Number.isNaN(time) ? undefined : time / 1000
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

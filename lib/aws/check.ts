import 'server-only'
import { cut, keptAtMost } from '@/lib/api/cut'
import { ApiError } from '@/lib/api/error'
import { interned } from './intern'

/**
 * A schema as the SDK ships it (`DescribeServices$`): `[9, namespace, name, traits, input, output]` is an operation,
 * `[3, …, members, schemas]` a structure, `[1, …, member]` a list, a number a simple type; lazy ones are functions.
 */
export type OperationSchema = readonly [9, string, string, ...unknown[]]

/**
 * Checks a reply against AWS's own model, because the SDK does not: an empty 200 is `{}` to it and a wrong type passes
 * through. What other endpoints are known to send is straightened (nulls are left out; a number for a string, a numeric
 * string for a number, an ISO string for a date); any other type is an error. Enum values stay as they are. Texts are cut
 * at `keptAtMost` here, before anything keeps them.
 */
export function checked<O extends object>(operation: OperationSchema, reply: O, action: string): O {
  conform(operation[5], reply, '', action)
  return reply
}

/** The list that a reply must have; it throws when it is missing, because a missing list is never "none". */
export function listOf<T>(list: T[] | undefined, member: string, action: string): T[] {
  if (list === undefined) throw malformed(action, `${member} is missing`)
  return list
}

/** The items by key, each once (the first stays); those without a key are an error. */
export function byKey<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  action: string,
): Map<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) throw malformed(action, 'an item has no name')
    if (!found.has(key)) found.set(key, item)
  }
  return found
}

/** AWS's answer is not what its model says; `what` may hold names out of it. */
export function malformed(action: string, what: string): ApiError {
  return new ApiError({
    code: 'unavailable',
    message: `AWS's answer to ${action} is malformed: ${cut(what, 300)}.`,
  })
}

const listBit = 64
const mapBit = 128

function conform(reference: unknown, value: unknown, path: string, action: string): unknown {
  const schema: unknown = typeof reference === 'function' ? (reference as () => unknown)() : reference
  if (typeof schema === 'number') {
    if (schema & mapBit) return conformMap(schema & ~mapBit, value, path, action)
    if (schema & listBit) return conformList(schema & ~listBit, value, path, action)
    return conformSimple(schema, value, path, action)
  }
  if (!Array.isArray(schema)) return value
  const parts = schema as unknown[]
  // A member with traits of its own is the pair [schema, traits].
  if (parts.length === 2) return conform(parts[0], value, path, action)
  if (parts[0] === 0) return conform(parts[4], value, path, action)
  if (parts[0] === 1) return conformList(parts[4], value, path, action)
  if (parts[0] === 2) return conformMap(parts[5], value, path, action)
  return conformStructure(parts[4] as string[], parts[5] as unknown[], value, path, action)
}

function conformStructure(names: string[], schemas: unknown[], value: unknown, path: string, action: string) {
  const structure = objectOf(value, path, action)
  for (const [index, name] of names.entries()) {
    const member = structure[name]
    if (member === undefined) continue
    if (member === null) delete structure[name]
    else structure[name] = conform(schemas[index], member, path === '' ? name : `${path}.${name}`, action)
  }
  return structure
}

function conformList(member: unknown, value: unknown, path: string, action: string) {
  if (!Array.isArray(value)) throw malformed(action, `${path} is not a list`)
  return (value as unknown[])
    .filter((item) => item !== null && item !== undefined)
    .map((item, index) => conform(member, item, `${path}[${index}]`, action))
}

function conformMap(member: unknown, value: unknown, path: string, action: string) {
  const map = objectOf(value, path, action)
  for (const [key, item] of Object.entries(map)) {
    if (item === null || item === undefined) delete map[key]
    else {
      const value = conform(member, item, `${path}.${key}`, action)
      if (key.length > keptAtMost) delete map[key]
      map[cut(key, keptAtMost)] = value
    }
  }
  return map
}

function conformSimple(type: number, value: unknown, path: string, action: string): unknown {
  switch (type) {
    case 0:
      // A token is no text: AWS wants it back as it gave it.
      if (typeof value === 'string')
        return interned(
          value.length > keptAtMost && !/^\w*(token|marker)$/i.test(path) ? cut(value, keptAtMost) : value,
        )
      if (typeof value === 'number' || typeof value === 'boolean') return String(value)
      throw malformed(action, `${path} is not a string`)
    case 1: {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (typeof number === 'number' && Number.isFinite(number)) return number
      throw malformed(action, `${path} is not a number`)
    }
    case 2:
      if (typeof value === 'boolean') return value
      if (value === 'true' || value === 'false') return value === 'true'
      throw malformed(action, `${path} is not true or false`)
    case 4:
    case 5:
    case 6:
    case 7: {
      const date = typeof value === 'number' ? new Date(value * 1000) : new Date(value as string | Date)
      if (!Number.isNaN(date.getTime())) return date
      throw malformed(action, `${path} is not a time`)
    }
    default:
      return value
  }
}

function objectOf(value: unknown, path: string, action: string): Record<string, unknown> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return value as Record<string, unknown>
  throw malformed(action, `${path || 'it'} is not an object`)
}

import 'server-only'
import type { OperationSchema } from './check'

/**
 * Some emulators send ISO strings where AWS's JSON has seconds since 1970; the SDK then refuses the whole reply
 * ("Expected real number"). This rewrites such members, and only those that AWS's model calls a timestamp.
 */
export function withEpochDates(json: string, operation: OperationSchema): string {
  if (!quotedIso.test(json)) return json
  const names = timestampNames(operation[5])
  const parsed: unknown = JSON.parse(json, (name, value: unknown) =>
    typeof value === 'string' && names.has(name) && iso.test(value) ? Date.parse(value) / 1000 : value,
  )
  return JSON.stringify(parsed)
}

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/
const quotedIso = /"\d{4}-\d\d-\d\dT\d\d:\d\d[^"]{0,30}"/

/** The names of every member that is a timestamp somewhere below a schema (see `OperationSchema` for its form). */
function timestampNames(root: unknown): Set<string> {
  const names = new Set<string>()
  const seen = new Set<unknown>()
  const visit = (reference: unknown, name: string | undefined): void => {
    const schema: unknown = typeof reference === 'function' ? (reference as () => unknown)() : reference
    if (typeof schema === 'number') {
      if (name !== undefined && schema >= 4 && schema <= 7) names.add(name)
      return
    }
    if (!Array.isArray(schema)) return
    const parts = schema as unknown[]
    if (parts.length === 2) return visit(parts[0], name)
    if (parts[0] === 0) return visit(parts[4], name)
    if (seen.has(schema)) return
    seen.add(schema)
    if (parts[0] === 1) visit(parts[4], undefined)
    else if (parts[0] === 2) visit(parts[5], undefined)
    else
      for (const [index, member] of (parts[4] as string[]).entries())
        visit((parts[5] as unknown[])[index], member)
  }
  visit(root, undefined)
  return names
}

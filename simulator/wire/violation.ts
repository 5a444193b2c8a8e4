/** One rule that an input breaks. `value` is null when a required member is missing. */
export type Violation = { path: Path; value: unknown; constraint: string; kind: 'missing' | 'enum' | 'other' }

/** Where in the input: member names, list positions from 1, map keys. */
export type Path = readonly string[]

/** How Coral, under most AWS services, writes a path: `tags.1.member.key`, members with a small first letter. */
export function coralPath(path: Path): string {
  return path
    .map((part) => (/^\d+$/.test(part) ? `${part}.member` : part[0]!.toLowerCase() + part.slice(1)))
    .join('.')
}

/** Coral's sentence: `1 validation error detected: Value 'x' at 'launchType' failed to satisfy constraint: …`. */
export function coralMessage(violations: Violation[]): string {
  const each = violations.map(
    ({ path, value, constraint }) =>
      `Value ${quoted(value)} at '${coralPath(path)}' failed to satisfy constraint: ${constraint}`,
  )
  return `${each.length} validation error${each.length > 1 ? 's' : ''} detected: ${each.join('; ')}`
}

function quoted(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const text = typeof value === 'object' ? JSON.stringify(value) : `${value as string | number}`
  return `'${text.length > 300 ? `${text.slice(0, 300)}…` : text}'`
}

import 'server-only'
import type * as z from 'zod/mini'
import { ApiError } from '@/lib/api/error'

type Issue = z.core.$ZodIssue

/** Parses with a contract's schema; what does not fit is an `invalid_request` that names the field. Nothing is coerced. */
export function parse<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  fallbackField?: string,
): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(
    issue === undefined ? 'The request is not valid.' : sentence(issue, value, fallbackField),
    fieldOf(issue),
  )
}

export function invalid(message: string, field?: string, status?: number): ApiError {
  return new ApiError({ code: 'invalid_request', message, ...(field && { field }) }, status)
}

/** Names come from the request: cut, so that no answer grows with it. */
function fieldOf(issue: Issue | undefined): string | undefined {
  if (issue === undefined) return undefined
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  return path.map(String).join('.').slice(0, 64) || undefined
}

function sentence(issue: Issue, value: unknown, fallbackField = 'The body'): string {
  const name = fieldOf(issue) ?? fallbackField
  switch (issue.code) {
    case 'unrecognized_keys':
      return `There is no field ${JSON.stringify(name)} here.`
    case 'invalid_type':
      return isMissing(issue.path, value)
        ? `${name} is missing.`
        : `${name} must be ${kinds[issue.expected] ?? 'of another type'}.`
    case 'too_small':
      return `${name} must ${measure(issue.origin)} at least ${issue.minimum}${unit(issue.origin)}.`
    case 'too_big':
      return `${name} must ${measure(issue.origin)} at most ${issue.maximum}${unit(issue.origin)}.`
    case 'invalid_format':
      return `${name} is not of a form that AWS accepts.`
    default:
      return `${name} is not valid.`
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
}

const measure = (origin: string) => (origin === 'string' || origin === 'array' ? 'have' : 'be')
const unit = (origin: string) => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '')

function isMissing(path: readonly PropertyKey[], value: unknown): boolean {
  let inside = value
  for (const key of path) {
    if (inside === null || typeof inside !== 'object') return false
    inside = (inside as Record<PropertyKey, unknown>)[key]
  }
  return inside === undefined
}

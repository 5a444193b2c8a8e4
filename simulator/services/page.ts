import type { AwsError } from '../wire/service.ts'

/**
 * One page of a list. `items` stand in the order of `keyOf`, so a token means "after this key" and stays right while
 * the list changes between two pages. A token that we never gave throws `invalid()`.
 */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  limit: number,
  token: string | undefined,
  invalid: () => AwsError,
): { items: T[]; nextToken: string | undefined } {
  const after = token === undefined ? undefined : decode(token, invalid)
  const start = after === undefined ? 0 : firstAfter(items, keyOf, after)
  const cut = items.slice(start, start + limit)
  const last = cut.at(-1)
  const more = start + limit < items.length && last !== undefined
  return { items: cut, nextToken: more ? encode(keyOf(last)) : undefined }
}

/** Sorts a copy by key, by code unit, as `page` wants it. */
export function sortedBy<T>(items: Iterable<T>, keyOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
}

function firstAfter<T>(items: readonly T[], keyOf: (item: T) => string, after: string): number {
  const index = items.findIndex((item) => keyOf(item) > after)
  return index < 0 ? items.length : index
}

const mark = 'after:'

function encode(key: string): string {
  return Buffer.from(mark + key).toString('base64url')
}

function decode(token: string, invalid: () => AwsError): string {
  const text = Buffer.from(token, 'base64url').toString()
  if (!text.startsWith(mark)) throw invalid()
  return text.slice(mark.length)
}

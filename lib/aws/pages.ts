import 'server-only'
import type { Problem } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import type { Loaded } from './cache'
import { now } from './connection'

/** More pages than any list of AWS's has; an endpoint that gives more does not end. */
const mostPages = 1_000
/** A page may be empty and yet not the last; so many in a row without a new name are a list that goes in circles. */
const mostBarren = 10

export type Page<T> = { items: T[]; next: string | undefined }

/**
 * Follows a list to its end. A token that comes again or a list without an end stops it: the items so far come with an
 * error that says that they are not all. A name that comes twice is kept once. `asOf` is the first page's.
 */
export async function pages<T>(
  scope: Scope,
  action: string,
  fetchPage: (token: string | undefined) => Promise<Page<T>>,
): Promise<Loaded<T[]>> {
  const seen = new Set<string>()
  const items = new Set<T>()
  let token: string | undefined
  let asOf: number | undefined
  let barren = 0
  for (let count = 0; count < mostPages; count += 1) {
    const page = await fetchPage(token)
    asOf ??= now(scope)
    const before = items.size
    for (const item of page.items) items.add(item)
    barren = items.size === before ? barren + 1 : 0
    token = page.next
    // Some endpoints end a list with an empty token instead of none.
    if (token === undefined || token === '') return { value: [...items], asOf }
    if (seen.has(token) || barren === mostBarren) break
    seen.add(token)
  }
  const error: Problem = {
    code: 'unavailable',
    message: `AWS's answer to ${action} does not end: only the first ${items.size} are known.`,
  }
  return { value: [...items], asOf: asOf ?? now(scope), error }
}

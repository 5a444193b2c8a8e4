import { hash } from '../../random.ts'
import { invalid } from './refusal.ts'

type Paged<T> = { items: T[]; nextToken?: string }

/**
 * One page of a list that is sorted by `keyOf`. The token holds the last key given out, so that a page is right even
 * when items come and go between calls; it is bound to the operation and its filters and refused elsewhere.
 * `maxResults` outside 1–100 is refused, as AWS does.
 */
export function pageOf<T>(
  scope: string,
  items: readonly T[],
  keyOf: (item: T) => string | number,
  request: { nextToken?: string | undefined; maxResults?: number | undefined },
  defaults: { size: number; most: number; descending?: boolean } = { size: 100, most: 100 },
): Paged<T> {
  const size = request.maxResults ?? defaults.size
  if (!Number.isInteger(size) || size < 1 || size > defaults.most) {
    throw invalid(`maxResults must be between 1 and ${defaults.most}.`)
  }
  let first = 0
  if (request.nextToken !== undefined) {
    const last = readToken(scope, request.nextToken)
    const past = (key: string | number) => (defaults.descending ? key < last : key > last)
    first = items.findIndex((item) => past(keyOf(item)))
    if (first < 0) first = items.length
  }
  const page = items.slice(first, first + size)
  const end = page.at(-1)
  if (end === undefined || first + size >= items.length) return { items: page }
  return { items: page, nextToken: writeToken(scope, keyOf(end)) }
}

function writeToken(scope: string, key: string | number): string {
  return Buffer.from(JSON.stringify([hash(7, scope), key])).toString('base64')
}

/** The key of the last item that was given out before; refuses what is no token of this list. */
export function readToken(scope: string, token: string): string | number {
  try {
    const [check, key] = JSON.parse(Buffer.from(token, 'base64').toString()) as [number, string | number]
    if (check === hash(7, scope) && (typeof key === 'string' || typeof key === 'number')) return key
  } catch {
    // Not a token of ours: refused below.
  }
  throw invalid('Invalid token.')
}

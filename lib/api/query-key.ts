import { encodeSegment, type Params } from './paths'

export type QueryKey =
  readonly [...segments: string[]] | readonly [...segments: string[], input: Record<string, unknown>]

/**
 * The query key of an endpoint: its path's segments, account and region first, then the input when there is any. So a
 * prefix such as `[account, region]` or `[account, region, 'clusters', 'prod']` covers all below it.
 */
export function keyOf(
  template: string,
  params: Params,
  input: Readonly<Record<string, unknown>> = {},
): QueryKey {
  const segments = template
    .split('/')
    .filter((name) => name !== '')
    .map((name) => {
      const slot = /^\{(\w+)\}$/.exec(name)?.[1]
      return slot === undefined ? name : (params[slot] ?? '')
    })
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  return given.length === 0 ? segments : [...segments, Object.fromEntries(given)]
}

/** The path (page's and API's alike, without `/api`) of a key, whatever its input. */
export function pathOfKey(key: readonly unknown[]): string {
  return key.flatMap((part) => (typeof part === 'string' ? `/${encodeSegment(part)}` : [])).join('')
}

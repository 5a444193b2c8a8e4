/**
 * The only encoder and decoder of path segments. A page's path and its API path are the same but for `/api` in front.
 */
export type Params = Record<string, string>

/** Fills a template such as `/{account}/{region}/clusters/{cluster}`; each value becomes one encoded segment. */
export function pathOf(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === '') throw new Error(`path ${template} needs ${name}`)
    return encodeSegment(value)
  })
}

/** The address under which the browser asks the BFF for a template. */
export function apiPathOf(template: string, params: Params): string {
  return `/api${pathOf(template, params)}`
}

/** The request target of a read: its API path with the input as query string. */
export function targetOf(
  template: string,
  params: Params,
  input: Readonly<Record<string, unknown>> = {},
): string {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))
  return query.size === 0 ? apiPathOf(template, params) : `${apiPathOf(template, params)}?${query.toString()}`
}

/**
 * The values in a raw path of a template's form, or `undefined` when it has another form or one that does not decode.
 * `%2F` stays inside its segment.
 */
export function paramsOf(template: string, rawPath: string): Params | undefined {
  const names = template.split('/')
  const raw = rawPath.split('/')
  if (names.length !== raw.length) return undefined
  const params: Params = {}
  for (const [index, name] of names.entries()) {
    const value = decodeSegment(raw[index] ?? '')
    if (value === undefined) return undefined
    const slot = /^\{(\w+)\}$/.exec(name)?.[1]
    if (slot !== undefined) params[slot] = value
    else if (value !== name) return undefined
  }
  return params
}

/**
 * One segment. Half a character, which no URL can hold, becomes U+FFFD. `.` and `..` cannot be segments in any form, since
 * browsers fold `%2E` away as well: they become a name that nothing has, so that no link leads to another page than it says.
 * https://url.spec.whatwg.org/#double-dot-path-segment
 */
export function encodeSegment(value: string): string {
  return encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd')).replace(/^\.{1,2}$/, (dots) =>
    dots.replaceAll('.', '%252E'),
  )
}

/** The value of one raw segment, or `undefined` when it is not valid percent-encoded UTF-8. */
export function decodeSegment(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw)
  } catch {
    return undefined
  }
}

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

/** One segment; also `.` and `..`, which browsers would fold away. */
export function encodeSegment(value: string): string {
  return encodeURIComponent(value).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%2E'))
}

/** The value of one raw segment, or `undefined` when it is not valid percent-encoded UTF-8. */
export function decodeSegment(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw)
  } catch {
    return undefined
  }
}

/** Headers of every answer, redirects and errors included. */
const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** What is not a page is never to be run or framed as one. */
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * The policy of a page. `style-src-attr` is apart: with a nonce in `style-src` alone, browsers discard the `style`
 * attributes of server-rendered HTML, and hydration does not bring them back. `next dev` evaluates code.
 */
export function pagePolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** By name; `more` replaces what is there. */
export function securityHeaders(policy = dataPolicy, more: Record<string, string> = {}) {
  return { ...always, 'content-security-policy': policy, ...more }
}

/** As names and values in turn, which Node's `writeHead` takes without a copy. */
export function flat(headers: Record<string, string>): readonly string[] {
  return Object.entries(headers).flat()
}

/** The ones of everything that is not a page. */
export const dataHeaders = flat(securityHeaders())

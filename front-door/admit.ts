import type { IncomingMessage } from 'node:http'
import { type Refusal, refusal } from './refusal.ts'

/** The longest request target (bytes): names that AWS could never accept still get their own answer below it. */
const targetAtMost = 12 * 1024

/** The headers by which Next's own machinery is steered; nothing of ours sends them (Server Actions are not used). */
const steering = /^(next-action$|next-resume$|x-middleware-|x-nextjs-)/
/** The ones that `next dev`'s own client sends. */
const steeringInDev = /^(next-action$|next-resume$|x-middleware-)/

/** Headers that only a proxy of ours could set; there is none, so what a client says in them is not passed on. */
const proxied =
  /^(forwarded$|x-forwarded-|x-real-ip$|x-original-|x-rewrite-|x-matched-path$|x-invoke-|x-now-|x-vercel-|x-prerender-|x-nonce$|content-security-policy)/

/** Why a request must not reach Next, or `undefined`. It reads nothing but the request line and the headers. */
export function refusalOf(
  req: IncomingMessage,
  hosts: ReadonlySet<string>,
  dev: boolean,
): Refusal | undefined {
  return (
    hostRefusal(req, hosts) ??
    targetRefusal(req.url ?? '') ??
    headerRefusal(req, dev) ??
    methodRefusal(req, dev)
  )
}

/** Another Host is a page that had its name rebound to loopback, or a proxy that nobody configured. */
export function hostRefusal(req: IncomingMessage, hosts: ReadonlySet<string>): Refusal | undefined {
  const given = req.headersDistinct['host'] ?? []
  const host = given.length === 1 ? given[0]?.toLowerCase() : undefined
  return host !== undefined && hosts.has(host)
    ? undefined
    : refusal(421, 'This console answers at localhost only: the Host of the request is not one of its own.')
}

/**
 * Only origin-form targets whose path decodes, once, to what it looks like: no absolute form, `//`, `\`, dot segments or
 * control characters, so that nothing behind reads another path than we do.
 */
export function targetRefusal(target: string): Refusal | undefined {
  if (target.length > targetAtMost) return refusal(414, 'The address is too long.')
  const path = pathOf(target)
  if (!path.startsWith('/') || path.includes('//') || !/^[!-~]*$/.test(target) || /[\\#]/.test(target)) {
    return refusal(400, 'The address is not one that is accepted here.')
  }
  const [, first = '', ...others] = path.split('/')
  for (const segment of [first, ...others]) {
    const decoded = decode(segment)
    if (decoded === undefined) return refusal(400, 'The address cannot be decoded.')
    if (/^\.{1,2}$/.test(decoded) || /[\p{Cc}\\]/u.test(decoded)) {
      return refusal(400, 'The address is not one that is accepted here.')
    }
  }
  if (/%2f/i.test(first)) return refusal(400, 'The address is not one that is accepted here.')
  // Next would answer with a redirect; and its image optimizer fetches.
  const absent = (isApi(path) && path.endsWith('/')) || /^\/_next\/image(\/|$)/.test(path)
  return absent ? refusal(404, 'There is no such address.') : undefined
}

function headerRefusal(req: IncomingMessage, dev: boolean): Refusal | undefined {
  const refused = dev ? steeringInDev : steering
  return Object.keys(req.headers).some((name) => refused.test(name))
    ? refusal(404, 'There is no such address.')
    : undefined
}

function methodRefusal(
  { method = '', url = '', headers }: IncomingMessage,
  dev: boolean,
): Refusal | undefined {
  const path = pathOf(url)
  const allowed =
    isApi(path) || (dev && /^\/(_next|__nextjs)/.test(path)) ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD']
  if (!allowed.includes(method)) {
    return refusal(405, 'This address does not take this method.', { allow: allowed.join(', ') })
  }
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? '0') > 0
  return method !== 'POST' && hasBody ? refusal(400, 'A read takes no body.') : undefined
}

/** Drops what a client may not say to Next. */
export function dropProxied({ headers }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (proxied.test(name)) delete headers[name]
}

export function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/')
}

export function pathOf(target: string): string {
  const end = target.indexOf('?')
  return end === -1 ? target : target.slice(0, end)
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

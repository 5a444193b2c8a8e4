import type { IncomingMessage } from 'node:http'
import { type Refusal, refusal } from './refusal.ts'

/** The longest request target (bytes): names that AWS could never accept still get their own answer below it. */
const targetAtMost = 12 * 1024

/** The headers by which Next's own machinery is steered; nothing of ours sends them (Server Actions are not used). */
const steering = /^(next-action$|next-resume$|x-middleware-|x-nextjs-)/
/** The ones that `next dev`'s own client sends. */
const steeringInDev = /^(next-action$|next-resume$|x-middleware-)/

/** How a form without JavaScript calls a Server Action: https://developer.mozilla.org/docs/Web/HTTP/Methods/POST */
const form = /^\s*(multipart\/form-data|application\/x-www-form-urlencoded)/i

/** A target of which nothing needs decoding. */
const plain = /^(?:\/|(?:\/[\w-]+)+)(?:\?[\w=&-]*)?$/

/**
 * Another Host is a page that had its name rebound to loopback, or a proxy that nobody configured. Two Hosts are joined by
 * Node and so are no one's.
 */
export function hostRefusal({ headers }: IncomingMessage, hosts: ReadonlySet<string>): Refusal | undefined {
  const { host } = headers
  return host !== undefined && (hosts.has(host) || hosts.has(host.toLowerCase()))
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
  if (!plain.test(target)) {
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
  }
  // Next would answer with a redirect; and its image optimizer fetches.
  const absent = (isApi(path) && path.endsWith('/')) || /^\/_next\/image(\/|$)/.test(path)
  return absent ? refusal(404, 'There is no such address.') : undefined
}

/** What would steer Next goes to nobody. */
export function headerRefusal({ method, url = '', headers }: IncomingMessage, dev: boolean) {
  const refused = dev ? steeringInDev : steering
  const isAction = method === 'POST' && !isApi(pathOf(url)) && form.test(headers['content-type'] ?? '')
  const found = isAction || Object.keys(headers).some((name) => refused.test(name))
  return found ? refusal(404, 'There is no such address.') : undefined
}

/** Reads take no body; writes are for the API. */
export function methodRefusal(req: IncomingMessage, dev: boolean) {
  const { method = '', url = '', headers, httpVersion } = req
  const path = pathOf(url)
  // Node also reads 2.0, and chunks of 1.0, which has none: https://www.rfc-editor.org/rfc/rfc9112#section-6.1
  const isKnown = httpVersion === '1.1' || (httpVersion === '1.0' && !headers['transfer-encoding'])
  if (!isKnown) return refusal(400, 'The request cannot be read.', { connection: 'close' })
  const takesPost = isApi(path) || (dev && /^\/(_next|__nextjs)/.test(path))
  if (method !== 'GET' && method !== 'HEAD' && !(method === 'POST' && takesPost)) {
    return refusal(405, 'This address does not take this method.', {
      allow: takesPost ? 'GET, HEAD, POST' : 'GET, HEAD',
    })
  }
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? '0') > 0
  return method !== 'POST' && hasBody ? refusal(400, 'A read takes no body.') : undefined
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

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isApi, pathOf } from './admit.ts'
import { cookiesOf } from './cookies.ts'
import { lockedPage } from './locked-page.ts'
import { type Refusal, refusal } from './refusal.ts'

/**
 * The secret of one launch, as Jupyter has it: not everybody who can reach this machine's loopback (another person's
 * program, a page in some browser) may act with our credentials.
 * https://jupyter-server.readthedocs.io/en/latest/operators/security.html
 */
export type LaunchToken = {
  /** 256 bits, base64url. */
  token: string
  /** Why a request is not let in; `undefined` when it is. One that follows the link is sent on to where it leads. */
  refusalOf: (req: IncomingMessage) => Refusal | undefined
  /** Whether a request carries this launch's cookie. */
  holds: (req: IncomingMessage) => boolean
}

/** So many wrong tokens within a minute stop all tries by token for a minute; cookies go on being good. */
const wrongAtMost = 10
const minuteMs = 60_000

/** What anybody may ask for: whether the process is well, and scripts and fonts, which are the same for everybody. */
const openToAll = /^\/(healthz|readyz|metrics|_next\/static(\/[\w.~-]+)+)$/

/** `now` in ms, on a clock that only goes on. */
export function createLaunchToken(now = () => performance.now()): LaunchToken {
  const token = randomBytes(32).toString('base64url')
  // Not the token itself, so that who sees the cookie cannot make up the link.
  const session = Buffer.from(randomBytes(32).toString('base64url'))
  let wrong = { count: 0, since: -Infinity }
  let closedUntil = -Infinity

  /** `undefined` when the token is right. */
  function judge(req: IncomingMessage, given: string): Refusal | undefined {
    if (now() < closedUntil) return tooMany(req, closedUntil - now())
    if (timingSafeEqual(digest(given), digest(token))) return undefined
    // A page of another site must not be able to keep the owner out, so its tries do not count.
    if (!isFromElsewhere(req)) {
      if (now() - wrong.since >= minuteMs) wrong = { count: 0, since: now() }
      wrong.count += 1
      if (wrong.count >= wrongAtMost) closedUntil = now() + minuteMs
    }
    return signedOut(req)
  }

  function holds(req: IncomingMessage): boolean {
    const given = cookiesOf(req.headers.cookie).filter(({ name }) => name === cookieName(req))
    // Of two, one may have been planted by what else listens on this host.
    const value = Buffer.from(given.length === 1 ? (given[0]?.value ?? '') : '')
    return value.length === session.length && timingSafeEqual(value, session)
  }

  function follow(req: IncomingMessage, path: string, query: string[], given: string[]): Refusal {
    const refused = judge(req, given.length === 1 ? (given[0] ?? '') : '')
    if (refused !== undefined) return refused
    const location = query.length === 0 ? path : `${path}?${query.join('&')}`
    const cookie = `${cookieName(req)}=${session.toString()}; Path=/; HttpOnly; SameSite=Strict`
    return { ...refusal(303, ''), headers: { location, 'set-cookie': cookie }, page: '' }
  }

  return {
    token,
    holds,
    refusalOf: (req) => {
      const target = req.url ?? ''
      const path = pathOf(target)
      if (openToAll.test(path)) return undefined
      if (path.length < target.length && !isApi(path)) {
        const fields = target.slice(path.length + 1).split('&')
        const given = fields.flatMap((field) => new URLSearchParams(field).getAll('token'))
        const others = fields.filter((field) => !new URLSearchParams(field).has('token'))
        if (given.length > 0) return follow(req, path, others, given)
      }
      const { authorization } = req.headers
      if (authorization === undefined) return holds(req) ? undefined : signedOut(req)
      const bearer = /^bearer +([\w-]+)$/i.exec(authorization)?.[1]
      return bearer === undefined ? signedOut(req) : judge(req, bearer)
    },
  }
}

function signedOut(req: IncomingMessage): Refusal {
  const message = 'Open the link that npm start printed. Each start prints a new one.'
  return asPage(req, refusal(401, message, { 'www-authenticate': 'Bearer' }))
}

function tooMany(req: IncomingMessage, waitMs: number): Refusal {
  const message =
    'There were too many wrong tokens. Wait a minute, then open the link that npm start printed.'
  return asPage(req, refusal(429, message, { 'retry-after': String(Math.ceil(waitMs / 1000)) }))
}

/**
 * A person gets a page. SameSite=Strict keeps the cookie from a visit that another site began, a chat with the link in it
 * say; loaded again, the visit is our own.
 */
function asPage(req: IncomingMessage, refused: Refusal): Refusal {
  if (isApi(pathOf(req.url ?? ''))) return refused
  return { ...refused, page: lockedPage(refused.message, refused.status === 401 && isFromElsewhere(req)) }
}

/** Browsers say so by themselves; no page can. https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  return site === 'cross-site' || site === 'same-site'
}

/** With the port, since a browser shares a host's cookies among its ports. */
function cookieName({ socket }: IncomingMessage): string {
  return `quayside-launch-${socket.localPort}`
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

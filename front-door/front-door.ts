import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { dropProxied, hostRefusal, isApi, pathOf, refusalOf, targetRefusal } from './admit.ts'
import { bodyAtMost, readBody, withBody } from './body.ts'
import { bridge, requestContexts } from './context.ts'
import { keepErrorShape } from './error-shape.ts'
import { answerHealth, isHealthPath, type Phase } from './health.ts'
import { log, stackOf } from './log.ts'
import { type Refusal, refusal, refuse, refuseRaw } from './refusal.ts'
import { replay } from './replay.ts'
import { pagePolicy, securityHeaders } from './security-headers.ts'

/** What stands behind the front door: Next's request handler, or a test's. */
export type Inner = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void

export type FrontDoor = {
  /** Not listening yet; one for each address, since a Node server listens on one. */
  newServer: () => Server
  /** The Host headers that are ours, known once the port is. */
  hosts: Set<string>
  open: (inner: Inner, upgrade?: Upgrade) => void
  phase: () => Phase
  /** Turns new work away; resolves when the last answer under way was given. */
  drain: () => Promise<void>
}

/** `next dev`'s socket for hot reload; there is none in production. */
export type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void> | void

/** Callers are all of one kind till there is sign-in, so they share their answers. */
const local = { caller: { kind: 'local' }, identityClass: 'local' } as const

type Options = { dev?: boolean; limits?: Limits }

/** How long a client may take (ms). */
export type Limits = {
  headersTimeout: number
  requestTimeout: number
  keepAliveTimeout: number
  connectionsCheckingInterval: number
}

const usualLimits: Limits = {
  headersTimeout: 8_000,
  requestTimeout: 30_000,
  // More than the 60 s after which a load balancer closes, so that it is never we who close a connection in use.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
}

/** How long a refused body may go on arriving (ms). */
const lingerMs = 500

/** The one entrance of the process: what it lets through is well-formed, small, ours by Host, and carries its context. */
export function createFrontDoor({ dev = false, limits = usualLimits }: Options = {}): FrontDoor {
  const hosts = new Set<string>()
  const contexts = requestContexts()
  let phase: Phase = 'starting'
  let inner: Inner | undefined
  let onUpgrade: Upgrade | undefined
  let underWay = 0
  let idle: (() => void) | undefined

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    const nonce = randomBytes(18).toString('base64')
    const target = req.url ?? ''
    const path = pathOf(target)
    const policy = pagePolicy(nonce, dev)
    const kind = isApi(path) || isHealthPath(path) ? 'data' : { page: policy }
    for (const [name, value] of Object.entries(securityHeaders(kind))) res.setHeader(name, value)
    res.setHeader('quayside-request-id', requestId)

    const refused = refusalOf(req, hosts, dev)
    if (refused !== undefined) return turnAway(req, res, requestId, refused)
    if (isHealthPath(path)) return answerHealth(res, path, phase)
    if (inner === undefined || phase !== 'ready') {
      return refuse(
        res,
        requestId,
        refusal(503, `Quayside is ${phase}.`, { connection: 'close', 'retry-after': '1' }),
      )
    }
    if (req.method !== 'POST') {
      const kept = bridge()?.snapshots.get(local.identityClass, target)
      if (kept !== undefined && performance.now() < kept.freshUntil) return replay(req, res, kept)
    }
    const body = req.method === 'POST' ? await readBody(req) : undefined
    if (body === 'broken off') return
    if (body === 'too large') {
      return turnAway(req, res, requestId, refusal(413, 'The body is larger than 256 KiB.'))
    }
    dropProxied(req)
    req.headers['x-nonce'] = nonce
    req.headers['content-security-policy'] = policy
    if (isApi(path)) keepErrorShape(res, requestId)
    const context = { ...local, requestId, target, nonce }
    const behind = inner
    await contexts.run(context, async () => behind(body === undefined ? req : withBody(req, body), res))
  }

  function onRequest(req: IncomingMessage, res: ServerResponse): void {
    underWay += 1
    res.once('close', () => {
      underWay -= 1
      if (underWay === 0) idle?.()
    })
    handle(req, res).catch((error: unknown) => {
      const requestId = String(res.getHeader('quayside-request-id'))
      log('error', 'a request failed unexpectedly', { requestId, error: stackOf(error) })
      if (res.headersSent) res.destroy()
      else refuse(res, requestId, refusal(500, 'Quayside failed to answer this request.'))
    })
  }

  function newServer(): Server {
    const server = createServer({
      maxHeaderSize: 16 * 1024,
      ...limits,
      // Checked by us, so that the answer is in our shape.
      requireHostHeader: false,
    })
    server.on('request', onRequest)
    server.on('checkContinue', (req, res) => {
      const isSmall = Number(req.headers['content-length'] ?? '0') <= bodyAtMost
      if (isSmall && refusalOf(req, hosts, dev) === undefined) res.writeContinue()
      onRequest(req, res)
    })
    server.on('checkExpectation', (_req, res: ServerResponse) => {
      for (const [name, value] of Object.entries(securityHeaders('data'))) res.setHeader(name, value)
      refuse(res, randomUUID(), refusal(400, 'This expectation is not met here.', { connection: 'close' }))
    })
    server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
      refuseRaw(socket, randomUUID(), unreadable(error)),
    )
    server.on('connect', (_req, socket) => {
      refuseRaw(
        socket,
        randomUUID(),
        refusal(405, 'This address does not take this method.', { allow: 'GET, HEAD' }),
      )
    })
    server.on('upgrade', (req, socket, head) => {
      const isHotReload = dev && /^\/_next\/(hmr|webpack-hmr)/.test(req.url ?? '')
      const isOurs = req.headers.origin === undefined || req.headers.origin === `http://${req.headers.host}`
      const refused = hostRefusal(req, hosts) ?? targetRefusal(req.url ?? '')
      if (isHotReload && isOurs && refused === undefined && onUpgrade !== undefined)
        void onUpgrade(req, socket, head)
      else refuseRaw(socket, randomUUID(), refused ?? refusal(400, 'Nothing here can be upgraded.'))
    })
    return server
  }

  return {
    newServer,
    hosts,
    open: (behind, upgrade) => {
      inner = behind
      onUpgrade = upgrade
      phase = 'ready'
    },
    phase: () => phase,
    drain: () => {
      phase = 'draining'
      return underWay === 0 ? Promise.resolve() : new Promise((resolve) => (idle = resolve))
    },
  }
}

/**
 * Refuses a request whose body may still be arriving. What little is left of it is thrown away, so that the answer is
 * not lost to a reset; a client that goes on sending is cut off.
 */
function turnAway(req: IncomingMessage, res: ServerResponse, requestId: string, refused: Refusal): void {
  refuse(res, requestId, refused)
  if (req.complete) return
  const cut = setTimeout(() => req.socket.destroy(), lingerMs)
  req.once('end', () => clearTimeout(cut))
  req.once('close', () => clearTimeout(cut))
  req.resume()
}

function unreadable({ code }: NodeJS.ErrnoException): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refusal(431, 'The headers are larger than 16 KiB.')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'The request took too long to arrive.')
    default:
      return refusal(400, 'The request cannot be read.')
  }
}

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { headerRefusal, hostRefusal, isApi, methodRefusal, pathOf, targetRefusal } from './admit.ts'
import { answerChanges, changesScope } from './changes.ts'
import { createConnections } from './connections.ts'
import { bridge, local } from './context.ts'
import { handOn, type Inner } from './hand-on.ts'
import { answerHealth, isHealthPath, type Phase } from './health.ts'
import type { LaunchToken } from './launch-token.ts'
import { type Limits, usualLimits } from './limits.ts'
import { log, stackOf } from './log.ts'
import { answerMetrics } from './metrics.ts'
import { nodeServer } from './node-server.ts'
import { type Refusal, refusal, refuse, refuseRaw } from './refusal.ts'
import { replay } from './replay.ts'
import { createStreams } from './streams.ts'
import { turnAway } from './turn-away.ts'

export type FrontDoor = {
  /** Not listening yet; one for each address, since a Node server listens on one. */
  newServer: () => Server
  /** The Host headers that are ours, known once the port is. */
  hosts: Set<string>
  open: (inner: Inner, upgrade?: Upgrade) => void
  phase: () => Phase
  /** Turns new work away and ends the streams; resolves when the last answer under way was given. */
  drain: () => Promise<void>
}

/** `next dev`'s socket for hot reload; there is none in production. */
export type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void> | void

/** Without a launch token, whoever reaches the door is let in. */
type Options = { dev?: boolean; limits?: Partial<Limits>; launchToken?: LaunchToken }

/** The one entrance of the process: what it lets through is well-formed, small, ours by Host, and carries its context. */
export function createFrontDoor({ dev = false, limits: some, launchToken }: Options = {}): FrontDoor {
  const limits = { ...usualLimits, ...some }
  const hosts = new Set<string>()
  const streams = createStreams(limits)
  const connections = createConnections(limits.connections, streams.has)
  let phase: Phase = 'starting'
  let inner: Inner | undefined
  let upgrade: Upgrade | undefined

  /** Who is not let in learns of the API only its methods; outside it, what would steer Next is refused as that. */
  function refusalOf(req: IncomingMessage, target: string, path: string): Refusal | undefined {
    const malformed = hostRefusal(req, hosts) ?? targetRefusal(target)
    if (malformed !== undefined) return malformed
    return isApi(path)
      ? (methodRefusal(req, dev) ?? launchToken?.refusalOf(req) ?? headerRefusal(req, dev))
      : (headerRefusal(req, dev) ?? methodRefusal(req, dev) ?? launchToken?.refusalOf(req))
  }

  async function handle(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
    const target = req.url ?? ''
    const path = pathOf(target)
    const refused = refusalOf(req, target, path)
    if (refused !== undefined) return turnAway(req, res, requestId, refused)
    if (isHealthPath(path)) return answerHealth(res, requestId, path, phase)
    if (path === '/metrics') return answerMetrics(res, requestId)
    if (inner === undefined || phase !== 'ready') {
      const headers = { connection: 'close', 'retry-after': '1' }
      return turnAway(req, res, requestId, refusal(503, `Quayside is ${phase}.`, headers))
    }
    const scope = changesScope(path)
    if (scope !== undefined) return answerChanges(req, res, { ...local, ...scope, requestId }, streams)
    if (req.method !== 'POST') {
      const kept = bridge()?.snapshots.get(local.identityClass, target)
      if (kept !== undefined && performance.now() < kept.freshUntil) {
        return replay(req, res, requestId, kept)
      }
    }
    if (connections.underWay() - streams.count() > limits.underWay) {
      return turnAway(req, res, requestId, refusal(503, 'Quayside is overloaded.', { 'retry-after': '1' }))
    }
    return handOn(req, res, { requestId, inner, dev })
  }

  function onRequest(req: IncomingMessage, res: ServerResponse): void {
    const requestId = randomUUID()
    connections.began(res)
    res.once('close', onClose)
    handle(req, res, requestId).catch((error: unknown) => {
      log('error', 'a request failed unexpectedly', { requestId, error: stackOf(error) })
      if (res.headersSent) res.destroy()
      else refuse(res, requestId, refusal(500, 'Quayside failed to answer this request.'))
    })
  }

  function onClose(this: ServerResponse): void {
    connections.ended(this)
  }

  function onUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { url = '', headers } = req
    const refused = hostRefusal(req, hosts) ?? targetRefusal(url)
    const isHotReload = dev && /^\/_next\/(hmr|webpack-hmr)/.test(url)
    const isOurs = headers.origin === undefined || headers.origin === `http://${headers.host}`
    const isIn = launchToken === undefined || launchToken.holds(req)
    if (isHotReload && isOurs && isIn && refused === undefined && upgrade !== undefined) {
      void upgrade(req, socket, head)
    } else {
      refuseRaw(socket, randomUUID(), refused ?? refusal(400, 'Nothing here can be upgraded.'))
    }
  }

  return {
    newServer: () => nodeServer({ limits, connections, onRequest, onUpgrade }),
    hosts,
    open: (behind, hotReload) => {
      inner = behind
      upgrade = hotReload
      phase = 'ready'
    },
    phase: () => phase,
    drain: () => {
      phase = 'draining'
      streams.bye()
      return connections.idle()
    },
  }
}

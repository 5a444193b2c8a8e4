import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Connections } from './connections.ts'
import type { Limits } from './limits.ts'
import { type Refusal, refusal, refuse, refuseRaw } from './refusal.ts'

type Handlers = {
  limits: Limits
  connections: Connections
  onRequest: (req: IncomingMessage, res: ServerResponse) => void
  onUpgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** A Node server, not listening yet, whose every answer is in our shape: those that Node gives by itself are not. */
export function nodeServer({ limits, connections, onRequest, onUpgrade }: Handlers): Server {
  const { headersTimeout, requestTimeout, keepAliveTimeout, connectionsCheckingInterval, timeout } = limits
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval,
    // Checked by us, so that the answer is in our shape.
    requireHostHeader: false,
    // Of two Hosts or Authorizations Node would drop one; joined, they are nobody's.
    joinDuplicateHeaders: true,
  })
  server.timeout = timeout
  server.on('connection', connections.add)
  server.on('request', onRequest)
  // Whether to go on is said when the body is wanted.
  server.on('checkContinue', onRequest)
  server.on('checkExpectation', (_req, res: ServerResponse) => {
    refuse(res, randomUUID(), refusal(400, 'This expectation is not met here.', { connection: 'close' }))
  })
  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => {
    if (connections.isNext(socket)) refuseRaw(socket, randomUUID(), unreadable(error))
    else socket.destroy()
  })
  server.on('connect', (_req, socket) => refuseRaw(socket, randomUUID(), wrongMethod))
  server.on('upgrade', onUpgrade)
  return server
}

const wrongMethod = refusal(405, 'This address does not take this method.', { allow: 'GET, HEAD' })

function unreadable({ code, rawPacket }: NodeJS.ErrnoException & { rawPacket?: Buffer }): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refusal(431, 'The headers are larger than 16 KiB.')
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return refusal(413, 'The chunk extensions are larger than 16 KiB.')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'The request took too long to arrive.')
    case 'HPE_INVALID_METHOD': {
      // Node knows no other methods; what is no request line at all has none.
      const isRequest = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r\n/.test(rawPacket?.toString('latin1') ?? '')
      return isRequest ? wrongMethod : refusal(400, 'The request cannot be read.')
    }
    default:
      return refusal(400, 'The request cannot be read.')
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Account, install } from '@/lib/api/bridge'
import type { Scope } from '@/lib/api/segments'

/** A request as it came over the wire: `operation` is AWS's, `input` its parsed JSON or form fields. */
export type WireCall = { operation: string; input: Record<string, unknown> }

/** What the far end does with it: bytes, or what a broken far end does. */
export type WireReply =
  | { status?: number; headers?: Record<string, string>; body?: string | object }
  | { broken: 'reset' | 'hang' | 'half' }

export type Wire = {
  endpoint: string
  calls: WireCall[]
  /** The calls of one operation. */
  of: (operation: string) => WireCall[]
  close: () => Promise<void>
}

/** An endpoint that answers raw bytes, for tests of what no AWS would send. It knows nothing of ECS. */
export async function startWire(answer: (call: WireCall) => WireReply | Promise<WireReply>): Promise<Wire> {
  const calls: WireCall[] = []
  const server = createServer((request, response) => {
    void received(request).then(async (call) => {
      calls.push(call)
      send(await answer(call), response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    of: (operation) => calls.filter((call) => call.operation === operation),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Configures this process anew with accounts at an endpoint; returns the scope of the first. */
export function configure(
  endpoint: string,
  accounts: Partial<Account>[] = [{}],
  refreshScale = 1,
  awsShare = 1,
): Scope {
  const made = accounts.map((account, index) => ({
    name: index === 0 ? 'test' : `test${index}`,
    regions: ['eu-west-1'],
    endpoint,
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
    ...account,
  }))
  install({
    configuration: { access: 'full', refreshScale, awsShare, accounts: made },
    snapshots: { get: () => undefined, put: () => {}, forget: () => {}, generation: () => 0, drop: () => {} },
    closers: new Set(),
    singletons: new Map(),
  })
  return { account: 'test', region: 'eu-west-1' }
}

async function received(request: IncomingMessage): Promise<WireCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  const target = request.headers['x-amz-target']
  if (typeof target === 'string') {
    const input = JSON.parse(body) as Record<string, unknown>
    return { operation: target.slice(target.lastIndexOf('.') + 1), input }
  }
  const input = Object.fromEntries(new URLSearchParams(body))
  return { operation: input.Action ?? '', input }
}

function send(reply: WireReply, response: ServerResponse): void {
  if ('broken' in reply) {
    if (reply.broken === 'reset') response.socket?.resetAndDestroy()
    if (reply.broken === 'half') response.writeHead(200, { 'content-length': '100' }).write('{"ser')
    return
  }
  const { status = 200, headers = {}, body = '' } = reply
  response.writeHead(status, { 'x-amzn-requestid': 'request-1', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { control } from './control.ts'
import { hex } from './random.ts'
import { services as allServices } from './services/registry.ts'
import { accountOf, callerOf } from './wire/caller.ts'
import { answer, unsigned } from './wire/answer.ts'
import { failure } from './wire/failure.ts'
import { find } from './wire/find.ts'
import type { WireAnswer, WireRequest } from './wire/message.ts'
import { wireService, type WireService } from './wire/operation.ts'
import { BodyTooLarge, readRequest } from './wire/read-request.ts'
import type { Service } from './wire/service.ts'
import { Worlds, type Estate } from './worlds.ts'
import type { Slice } from './world.ts'

export type SimulatorOptions = {
  /** 0, the default, takes a free port. */
  port?: number
  /** Addresses to listen on; 127.0.0.1 when not given. */
  hosts?: string[]
  /** Worlds are born at this time (epoch ms) with a still clock; without it, at the wall clock's time and living. */
  now?: number
  services?: Service[]
  /** Hears what is not simulated and what failed; silent when not given. */
  log?: (line: string) => void
}

export type Simulator = { url: string; port: number; worlds: Worlds; close(): Promise<void> }

/** Starts a simulated AWS. Rejects with Node's error when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, hosts = ['127.0.0.1'], services = allServices, log = () => {} } = options
  const worlds = new Worlds({ now: options.now })
  const wire = services.map(wireService)
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    serve(wire, worlds, request, response, log).catch((error: unknown) => {
      log(`failed: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`)
      response.destroy()
    })
  }
  const servers: Server[] = []
  let bound = port
  for (const host of hosts) {
    // Longer than clients keep idle sockets, so that none is closed under a request.
    const server = createServer({ keepAliveTimeout: 65_000 }, listener)
    if (!(await listen(server, bound, host, servers.length > 0))) continue
    servers.push(server)
    bound = (server.address() as AddressInfo).port
  }
  return {
    url: `http://${hosts[0]?.includes(':') ? `[${hosts[0]}]` : hosts[0]}:${bound}`,
    port: bound,
    worlds,
    close: async () => {
      await Promise.all(servers.map((server) => closed(server)))
    },
  }
}

/** Listens; false when a further address does not exist on this machine (no IPv6). */
function listen(server: Server, port: number, host: string, optional: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (optional && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')) resolve(false)
      else reject(error)
    })
    server.listen(port, host, () => resolve(true))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

const requests: Slice<{ count: number }> = { name: 'requests', make: () => ({ count: 0 }) }

function requestIdOf({ world }: Estate): string {
  const turn = ++world.slice(requests).count
  const digits = hex(32, world.seed, world.account, world.region, 'request', turn)
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}

async function serve(
  services: WireService[],
  worlds: Worlds,
  incoming: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): Promise<void> {
  let request: WireRequest
  try {
    request = await readRequest(incoming)
  } catch (error) {
    const status = error instanceof BodyTooLarge ? 413 : 400
    return write(response, { status, headers: { connection: 'close' }, body: '' })
  }
  if (request.path.startsWith('/_sim/')) return write(response, control(worlds, request))
  const caller = callerOf(request)
  const found = find(services, request, caller?.signingName)
  const estate = worlds.estate({
    account: accountOf(caller?.accessKeyId),
    region: caller?.region ?? 'us-east-1',
  })
  const { world, ledger, faults } = estate
  const name = `${found.serviceName}.${found.operationName}`
  ledger.count(name)
  world.settle()
  const requestId = requestIdOf(estate)
  const strike = faults.strike(name, world.seed)
  if (strike.latencyMs > 0) {
    await delay(strike.latencyMs)
    world.settle()
  }
  const finish = (result: WireAnswer) => write(response, result, world.now, requestId)
  if (strike.end?.kind === 'hang') return
  if (strike.end?.kind === 'body')
    return finish({ status: strike.end.status, headers: {}, body: strike.end.body })
  if (strike.end?.kind === 'error') {
    const { code, status } = strike.end
    const problem = failure(found.service, { code, message: `${code}, as the simulator was told.`, status })
    return finish(found.protocol.fail(found.service, problem, requestId))
  }
  if (!caller) return finish(unsigned(found, requestId))
  const { accessKeyId, sessionToken } = caller
  const call = {
    world,
    operation: found.operationName,
    requestId,
    accessKeyId,
    ...(sessionToken && { sessionToken }),
  }
  finish(await answer(found, request, call, log))
}

/** Writes an answer with the headers that every answer has; `now` is the world's time. */
function write(
  response: ServerResponse,
  { status, headers, body }: WireAnswer,
  now?: number,
  requestId?: string,
): void {
  response.writeHead(status, {
    server: 'Quayside simulator',
    date: new Date(now ?? Date.now()).toUTCString(),
    'content-length': String(Buffer.byteLength(body)),
    ...(requestId && { 'x-amzn-requestid': requestId }),
    ...headers,
  })
  response.end(body)
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Site } from './serve-aws.ts'
import { serve } from './serve.ts'
import { services as allServices } from './services/registry.ts'
import { wireService } from './wire/operation.ts'
import type { Service } from './wire/service.ts'
import { Worlds } from './worlds.ts'

export type SimulatorOptions = {
  /** 0, the default, takes a free port. */
  port?: number
  /** Addresses to listen on; 127.0.0.1 when not given. */
  hosts?: string[]
  /** Worlds are born at this time (epoch ms) with a still clock; without it, at the wall clock's time and living. */
  now?: number
  services?: Service[]
  /** Whether requests are held against AWS's rules; true when not given. */
  validate?: boolean
  /** Hears what is not simulated and what failed; silent when not given. */
  log?: (line: string) => void
}

export type Simulator = { url: string; port: number; worlds: Worlds; close(): Promise<void> }

/** Starts a simulated AWS. Rejects with Node's error when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, hosts = ['127.0.0.1'], services = allServices, validate = true, log = () => {} } = options
  const worlds = new Worlds({ now: options.now })
  const listener = listenerOf({ services: services.map(wireService), worlds, validate, log })
  const servers: Server[] = []
  const close = async () => {
    await Promise.all(servers.map(closed))
  }
  let bound = port
  for (const host of hosts) {
    // Longer than clients keep idle sockets, so that none is closed under a request.
    const server = createServer({ keepAliveTimeout: 65_000 }, listener)
    try {
      if (!(await listen(server, bound, host, servers.length > 0))) continue
    } catch (error) {
      await close()
      throw error
    }
    servers.push(server)
    bound = (server.address() as AddressInfo).port
  }
  const name = hosts[0]?.includes(':') ? `[${hosts[0]}]` : hosts[0]
  return { url: `http://${name}:${bound}`, port: bound, worlds, close }
}

const broken = JSON.stringify({
  error: { code: 'internal', message: 'The simulator failed; its log says how.' },
})

function listenerOf(site: Site) {
  return (request: IncomingMessage, response: ServerResponse) => {
    serve(site, request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error.stack : String(error)
      site.log(`failed: ${request.method} ${request.url}: ${reason}`)
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'content-type': 'application/json' }).end(broken)
    })
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

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FrontDoor } from './front-door.ts'

/**
 * Listens on loopback only, IPv4 and, where the machine has it, IPv6, and tells the front door which Hosts are its own.
 * Rejects with Node's error when the port is taken on either.
 */
export async function listen(door: FrontDoor, port: number): Promise<{ port: number; servers: Server[] }> {
  const first = door.newServer()
  const bound = await bind(first, '127.0.0.1', port)
  const second = door.newServer()
  const servers = [first]
  try {
    await bind(second, '::1', bound)
    servers.push(second)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') {
      first.close()
      throw error
    }
  }
  for (const name of ['localhost', '127.0.0.1', '[::1]']) {
    door.hosts.add(`${name}:${bound}`)
    // Browsers leave out the port that http has by itself.
    if (bound === 80) door.hosts.add(name)
  }
  return { port: bound, servers }
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

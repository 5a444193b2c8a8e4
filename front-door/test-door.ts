import { connect } from 'node:net'
import { createFrontDoor, type Upgrade } from './front-door.ts'
import type { Inner } from './hand-on.ts'
import type { LaunchToken } from './launch-token.ts'
import type { Limits } from './limits.ts'
import { listen } from './listen.ts'

/** A front door on a port of its own before a handler of the test's, for the tests of this room. */
export async function testDoor(
  inner: Inner,
  options: { dev?: boolean; limits?: Partial<Limits>; launchToken?: LaunchToken; upgrade?: Upgrade } = {},
) {
  const door = createFrontDoor(options)
  const { port, servers } = await listen(door, 0)
  door.open(inner, options.upgrade)
  return {
    door,
    servers,
    port,
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    /** Sends bytes as they are and gives everything that comes back until the other side closes. */
    raw: (...chunks: string[]) => raw(port, chunks),
    close: () => {
      for (const server of servers) {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}

function raw(port: number, chunks: string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
    for (const chunk of chunks) socket.write(chunk, 'latin1')
  })
}

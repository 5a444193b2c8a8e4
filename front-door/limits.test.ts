import { EventEmitter, once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Limits } from './limits.ts'
import { putUp, streamOf, testChanges } from './test-changes.ts'
import { testDoor } from './test-door.ts'

let opened: Awaited<ReturnType<typeof testDoor>>
let clients: Socket[] = []
const arrivals = new EventEmitter()

/** A door whose handler answers nothing but `/fast`. */
async function open(limits: Partial<Limits>) {
  opened = await testDoor(
    (req, res) => {
      arrivals.emit('request', req.socket)
      if (req.url === '/fast') res.end('{}')
    },
    { limits },
  )
}
afterEach(() => {
  for (const client of clients) client.destroy()
  clients = []
  opened.close()
})

/** A client that sends some bytes, and then nothing. */
async function client(bytes: string): Promise<Socket> {
  const socket = connect(opened.port, '127.0.0.1')
  socket.on('error', () => undefined)
  clients.push(socket)
  await once(socket, 'connect')
  if (bytes !== '') socket.write(bytes)
  return socket
}

const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))
const head = (line: string) => `${line} HTTP/1.1\r\nHost: localhost:${opened.port}\r\n`
const statusOf = async (path: string) =>
  (await fetch(opened.url(path), { headers: { connection: 'close' } })).status

describe('connections', () => {
  test.each([
    ['say nothing', () => ''],
    ['do not end their headers', () => 'GET / HTTP/1.1\r\nX-A: '],
    ['do not end their bodies', () => `${head('POST /api/x')}Content-Length: 9\r\n\r\n{`],
    ['wait for an answer', () => `${head('GET /slow')}\r\n`],
  ])('two hundred that %s do not keep anybody out', async (_, bytes) => {
    await open({ connections: 150 })
    for (let n = 0; n < 200; n += 1) await client(bytes())
    expect(await statusOf('/healthz')).toBe(200)
    expect(await statusOf('/fast')).toBe(200)
  })

  test('above the bound the oldest that only waits gives way, not one that is answered, not a stream', async () => {
    await open({ connections: 4 })
    const changes = testChanges()
    putUp({ changes: changes.changes })
    const stream = await streamOf(opened.url('/api/demo/eu-west-1/changes'))
    const asked = once(arrivals, 'request')
    const busy = await client(`${head('GET /slow')}\r\n`)
    await asked
    const [oldest, newer] = [await client(''), await client('')]
    const gone = closed(oldest)
    expect(await statusOf('/fast')).toBe(200)
    await gone
    expect([busy.closed, newer.closed, changes.open()]).toEqual([false, false, 1])
    stream.leave()
    await changes.until(0)
  })

  test('all of which are answered: the oldest of them gives way that is no stream', async () => {
    await open({ connections: 3 })
    const changes = testChanges()
    putUp({ changes: changes.changes })
    const stream = await streamOf(opened.url('/api/demo/eu-west-1/changes'))
    const busy: Socket[] = []
    for (let n = 0; n < 2; n += 1) {
      const asked = once(arrivals, 'request')
      busy.push(await client(`${head('GET /slow')}\r\n`))
      await asked
    }
    const gone = closed(busy[0] as Socket)
    expect(await statusOf('/healthz')).toBe(200)
    await gone
    expect([busy[1]?.closed, changes.open()]).toEqual([false, 1])
    stream.leave()
    await changes.until(0)
  })

  test('on which nothing moves while they are answered are closed', async () => {
    await open({ timeout: 50 })
    await closed(await client(`${head('GET /slow')}\r\n`))
  })
})

describe('requests under way', () => {
  test('above the bound are told to come back; health and streams still answer', async () => {
    await open({ underWay: 2 })
    const changes = testChanges()
    putUp({ changes: changes.changes })
    const streams = await Promise.all(
      [1, 2, 3].map(() => streamOf(opened.url('/api/demo/eu-west-1/changes'))),
    )
    const first = once(arrivals, 'request')
    await client(`${head('GET /slow')}\r\n`)
    await first
    const second = once(arrivals, 'request') as Promise<[Socket]>
    const leaving = await client(`${head('GET /slow')}\r\n`)
    const [leavingHere] = await second
    const refused = await fetch(opened.url('/fast'))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await refused.json()).toMatchObject({ error: { code: 'unavailable' } })
    expect(await statusOf('/readyz')).toBe(200)
    expect((await streamOf(opened.url('/api/demo/eu-west-1/changes'))).status).toBe(200)
    const gone = closed(leavingHere)
    leaving.destroy()
    await gone
    expect(await statusOf('/fast')).toBe(200)
    for (const stream of streams) stream.leave()
  })

  test('that wait behind others on one connection count, and are gone with it', async () => {
    await open({ underWay: 3 })
    const asked = once(arrivals, 'request')
    const many = await client(`${head('GET /slow')}\r\n`.repeat(20))
    await asked
    expect(await statusOf('/fast')).toBe(503)
    many.destroy()
    const drained = opened.door.drain()
    await drained
  })
})

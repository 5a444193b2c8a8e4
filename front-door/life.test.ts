import { EventEmitter, once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { networkInterfaces } from 'node:os'
import { connect, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createFrontDoor } from './front-door.ts'
import { listen } from './listen.ts'
import { shutDown } from './shut-down.ts'
import { putUp, streamOf, testChanges } from './test-changes.ts'
import { testDoor } from './test-door.ts'

describe('starting', () => {
  test('it lives before it can answer', async () => {
    const door = createFrontDoor()
    const { port, servers } = await listen(door, 0)
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status
    expect([await ask('/healthz'), await ask('/readyz'), await ask('/api/x')]).toEqual([200, 503, 503])
    door.open((_req, res) => void res.end('{}'))
    expect([await ask('/healthz'), await ask('/readyz'), await ask('/api/x')]).toEqual([200, 200, 200])
    for (const server of servers) server.close().closeAllConnections()
  })

  test('a taken port is an error', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    await expect(listen(createFrontDoor(), port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    other.close()
  })

  test('no address but loopback answers', async () => {
    const opened = await testDoor((_req, res) => void res.end('{}'))
    const others = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter(({ internal }) => !internal)
    for (const { address, family, scopeid } of others) {
      if (family === 'IPv6' && scopeid !== 0) continue
      const answered = await new Promise<boolean>((resolve) => {
        const socket = connect({ port: opened.port, host: address, timeout: 1_000 })
        const end = (result: boolean) => (socket.destroy(), resolve(result))
        socket
          .on('connect', () => end(true))
          .on('error', () => end(false))
          .on('timeout', () => end(false))
      })
      expect(answered, address).toBe(false)
    }
    for (const server of opened.servers) {
      expect(['127.0.0.1', '::1']).toContain((server.address() as { address: string }).address)
    }
    opened.close()
  })
})

describe('going down', () => {
  test('what is under way is answered, what is new is turned away', async () => {
    let waiting: ServerResponse | undefined
    const arrivals = new EventEmitter()
    const arrived = once(arrivals, 'request')
    const opened = await testDoor((_req, res) => {
      waiting = res
      arrivals.emit('request')
    })
    const underWay = fetch(opened.url('/api/slow'))
    await arrived
    let closed = false
    const down = shutDown(opened.door, opened.servers, async () => {
      closed = true
    })
    expect((await fetch(opened.url('/readyz'))).status).toBe(503)
    expect((await fetch(opened.url('/healthz'))).status).toBe(200)
    const turnedAway = await fetch(opened.url('/api/new'))
    expect(turnedAway.status).toBe(503)
    expect(await turnedAway.json()).toMatchObject({ error: { code: 'unavailable' } })
    expect(closed).toBe(false)
    waiting?.end('{"done":true}')
    expect(await (await underWay).json()).toEqual({ done: true })
    await down
    expect(closed).toBe(true)
    await expect(fetch(opened.url('/healthz'))).rejects.toThrow()
  })

  test('with 500 streams open: each is told, and told no more', { timeout: 60_000 }, async () => {
    const source = testChanges()
    putUp({ changes: source.changes })
    const arrivals = new EventEmitter()
    const arrived = once(arrivals, 'request') as Promise<[ServerResponse]>
    const opened = await testDoor((_req, res) => void arrivals.emit('request', res))
    const path = '/api/demo/eu-west-1/changes'
    const streams = await Promise.all(Array.from({ length: 500 }, () => streamOf(opened.url(path))))
    await source.until(500)
    const underWay = fetch(opened.url('/api/slow'))
    const [waiting] = await arrived
    const down = shutDown(opened.door, opened.servers, async () => undefined)
    expect((await fetch(opened.url('/readyz'))).status).toBe(503)
    const late = await fetch(opened.url(path))
    expect([late.status, late.headers.get('connection')]).toEqual([503, 'close'])
    for (const stream of streams) {
      expect(await stream.until(/\nevent: bye\n/)).toMatch(
        /^retry: \d+\n:\n\nretry: \d+\nevent: bye\ndata: {}\n\n$/,
      )
    }
    waiting.end('{}')
    expect((await underWay).status).toBe(200)
    await down
    expect(source.open()).toBe(0)
  })

  test('a stream that takes nothing is not waited for', async () => {
    const source = testChanges()
    putUp({ changes: source.changes })
    const opened = await testDoor((_req, res) => void res.end('{}'))
    const accepted = once(opened.servers[0] ?? new EventEmitter(), 'connection') as Promise<[Socket]>
    const deaf = connect(opened.port, '127.0.0.1', () =>
      deaf.write(`GET /api/demo/eu-west-1/changes HTTP/1.1\r\nHost: localhost:${opened.port}\r\n\r\n`),
    )
    deaf.on('error', () => undefined)
    await source.until(1)
    const [socket] = await accepted
    const paths = Array.from({ length: 900 }, (_, n) => `/demo/eu-west-1/clusters/shop-prod/services/${n}`)
    while (!socket.writableNeedDrain) source.tell({ now: '2026-11-23T10:00:00.000Z', paths })
    await opened.door.drain()
    expect(source.open()).toBe(0)
    deaf.destroy()
    opened.close()
  })
})

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Limits } from './limits.ts'
import { putUp, streamOf, testChanges } from './test-changes.ts'
import { testDoor } from './test-door.ts'

const path = '/api/demo/eu-west-1/changes'
const now = '2026-11-23T10:00:00.000Z'

let opened: Awaited<ReturnType<typeof testDoor>>
let source: ReturnType<typeof testChanges>
let sockets: Socket[]

async function open(limits: Partial<Limits> = {}) {
  source = testChanges()
  putUp({ changes: source.changes })
  opened = await testDoor((_req, res) => void res.end('{}'), { limits })
  sockets = []
  for (const server of opened.servers) server.on('connection', (socket: Socket) => sockets.push(socket))
}

beforeEach(() => open())
afterEach(async () => {
  opened.close()
  await source.until(0)
})

const closed = (socket?: Socket) => new Promise((resolve) => socket?.once('close', resolve))

/** Says another method, as bytes, and gives the answer. */
const raw = (line: string, more = '') =>
  opened.raw(`${line} HTTP/1.1\r\nHost: localhost:${opened.port}\r\nConnection: close\r\n${more}\r\n`)

const resources = (kind: RegExp) => process.getActiveResourcesInfo().filter((name) => kind.test(name)).length
const timers = () => resources(/^Timeout$/)

describe('a stream', () => {
  test('begins at once, and says what changed', async () => {
    const stream = await streamOf(opened.url(path))
    expect(stream.status).toBe(200)
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    })
    const [, retry = ''] = /^retry: (\d+)\n:\n\n$/.exec(await stream.until(/\n\n/)) ?? []
    expect(Number(retry)).toBeGreaterThanOrEqual(2_000)
    expect(Number(retry)).toBeLessThanOrEqual(5_000)

    source.tell({ now, paths: ['/demo/eu-west-1/clusters', '/demo/eu-west-1/overview\u2028\n'] })
    const data = `{"now":"${now}","paths":["/demo/eu-west-1/clusters","/demo/eu-west-1/overview\u2028\\n"]}`
    expect(await stream.until(/changed/)).toBe(`retry: ${retry}\n:\n\nevent: changed\ndata: ${data}\n\n`)
    expect(source.asked).toEqual([
      {
        requestId: stream.headers['quayside-request-id'],
        caller: { kind: 'local' },
        identityClass: 'local',
        rawAccount: 'demo',
        rawRegion: 'eu-west-1',
      },
    ])
    stream.leave()
  })

  test('is told the same bytes as every other', async () => {
    const streams = await Promise.all(['a', 'b', 'c'].map(() => streamOf(opened.url(path))))
    source.tell({ now, paths: ['/demo/eu-west-1/a'] })
    source.tell({ now, paths: ['/demo/eu-west-1/b'] })
    for (const stream of streams) {
      const text = await stream.until(/changed[^]*changed[^]*\n\n/)
      expect([...text.matchAll(/"paths":\["(.*)"\]/g)].map(([, told]) => told)).toEqual([
        '/demo/eu-west-1/a',
        '/demo/eu-west-1/b',
      ])
      stream.leave()
    }
  })

  test('keeps its connection alive by comments, all of them by one timer', async () => {
    opened.close()
    await open({ tickMs: 5 })
    const before = timers()
    const streams = await Promise.all(Array.from({ length: 20 }, () => streamOf(opened.url(path))))
    for (const stream of streams) await stream.until(/\n\n:\n\n:\n\n/)
    // The runner has a timer or two of its own, which come and go.
    const during = timers()
    expect(during).toBeLessThan(before + streams.length / 2)
    for (const stream of streams) stream.leave()
    await source.until(0)
    expect(timers()).toBeLessThan(during)
  })

  test('tells a change that comes while it opens', async () => {
    putUp({
      changes: {
        open: (_request, tell) => {
          tell({ now, paths: ['/demo/eu-west-1/early'] })
          return { ok: true, close: () => undefined }
        },
      },
    })
    const stream = await streamOf(opened.url(path))
    expect(await stream.until(/changed[^]*\n\n/)).toMatch(
      /^retry: \d+\n:\n\nevent: changed\ndata: .*\["\/demo\/eu-west-1\/early"\]}\n\n$/,
    )
    expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    stream.leave()
  })

  test('a change of very many paths names what they are under', async () => {
    const stream = await streamOf(opened.url(path))
    source.tell({ now, paths: Array.from({ length: 1_001 }, (_, n) => `/demo/eu-west-1/${n}`) })
    expect(await stream.until(/changed[^]*\n\n/)).toContain('"paths":["/demo/eu-west-1"]}')
    stream.leave()
  })
})

describe('no stream', () => {
  test('is given to whom the console refuses it, in the one error shape', async () => {
    const problem = { code: 'not_found', message: 'There is no such account.', requestId: 'r' } as const
    source.refuse({ ok: false, status: 404, problem })
    const response = await fetch(opened.url('/api/nobody/x/changes'))
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/json; charset=utf-8',
    ])
    expect(await response.json()).toEqual({ error: problem })
  })

  test.each([
    [`HEAD ${path}`, 405],
    [`POST ${path}`, 405],
    [`PUT ${path}`, 405],
    [`GET ${path}?x=1`, 400],
    [`GET ${path}?`, 400],
  ])('%s → %i', async (line, status) => {
    const answer = await raw(line)
    expect(answer).toContain(`HTTP/1.1 ${status}`)
    expect(answer).toMatch(/^cache-control: private, no-store\r/im)
    if (!line.startsWith('HEAD')) expect(answer).toContain('{"error":{"code":"invalid_request"')
    expect(source.asked).toEqual([])
  })

  test('above the bound; the next one that leaves makes room', async () => {
    opened.close()
    await open({ streams: 2 })
    const first = await streamOf(opened.url(path))
    const second = await streamOf(opened.url(path))
    const third = await fetch(opened.url(path))
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await third.json()).toMatchObject({ error: { code: 'unavailable' } })
    first.leave()
    await source.until(1)
    const fourth = await streamOf(opened.url(path))
    expect(fourth.status).toBe(200)
    second.leave()
    fourth.leave()
  })

  test('while nobody tells of changes', async () => {
    putUp({})
    expect((await fetch(opened.url(path))).status).toBe(404)
  })

  test('twice on one connection', async () => {
    const line = `GET ${path} HTTP/1.1\r\nHost: localhost:${opened.port}\r\n\r\n`
    const client = connect(opened.port, '127.0.0.1', () => client.write(line + line))
    await once(client, 'data')
    expect(source.asked).toHaveLength(1)
    client.destroy()
    await source.until(0)
  })
})

/** A client that asks for a stream and never reads. */
function deaf(): Socket {
  const client = connect(opened.port, '127.0.0.1', () =>
    client.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${opened.port}\r\n\r\n`),
  )
  client.on('error', () => undefined)
  return client
}

const pathsOf = (length: number, from: number) =>
  Array.from({ length }, (_, n) => `/demo/eu-west-1/clusters/shop-prod/services/service-${from + n}`)

describe('a client that does not read', () => {
  test('is told once, by the union of all that changed, when it reads again', async () => {
    const client = deaf()
    await source.until(1)
    // In one go, so that nothing is read between.
    while (!sockets[0]?.writableNeedDrain) source.tell({ now, paths: pathsOf(900, 0) })
    source.tell({ now: '2026-11-23T10:00:01.000Z', paths: ['/demo/eu-west-1/a', '/demo/eu-west-1/b'] })
    source.tell({ now: '2026-11-23T10:00:02.000Z', paths: ['/demo/eu-west-1/b', '/demo/eu-west-1/c'] })
    let text = ''
    client.setEncoding('utf8').on('data', (data: string) => (text += data))
    while (!text.includes('/demo/eu-west-1/c"]}\n\n')) await once(client, 'data')
    expect(text).not.toContain('10:00:01')
    expect(text).toMatch(
      /\{"now":"2026-11-23T10:00:02.000Z","paths":\["\/demo\/eu-west-1\/a","\/demo\/eu-west-1\/b","\/demo\/eu-west-1\/c"\]\}\n\n\r\n$/,
    )
    // It is as any other again.
    source.tell({ now: '2026-11-23T10:00:03.000Z', paths: ['/demo/eu-west-1/d'] })
    while (!text.includes('/demo/eu-west-1/d')) await once(client, 'data')
    client.destroy()
  })

  test('costs no more than one event, twenty of them no more than twenty', { timeout: 60_000 }, async () => {
    const clients = Array.from({ length: 20 }, deaf)
    await source.until(20)
    const buffered = () => sockets.reduce((sum, { writableLength }) => sum + writableLength, 0)
    let most = 0
    let told = 0
    for (let n = 0; n < 4_000; n += 1) {
      const paths = pathsOf(50, n * 50)
      source.tell({ now, paths })
      told += JSON.stringify(paths).length * 20
      most = Math.max(most, buffered())
      if (n % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(told).toBeGreaterThan(200 * 1024 * 1024)
    // What Node takes of each before it says stop, and the one event that goes beyond.
    const [{ writableHighWaterMark } = { writableHighWaterMark: 0 }] = sockets
    expect(most).toBeLessThan(20 * (writableHighWaterMark + 128 * 1024))
    for (const client of clients.slice(0, 1)) {
      let text = ''
      client.setEncoding('utf8').on('data', (data: string) => (text += data))
      while (!text.includes('"paths":["/demo/eu-west-1"]}')) await once(client, 'data')
    }
    for (const client of clients) client.destroy()
    await source.until(0)
  })

  test('for too long is cut off; one that reads is not', async () => {
    opened.close()
    await open({ stuckMs: 200, tickMs: 10 })
    const client = deaf()
    await source.until(1)
    const good = await streamOf(opened.url(path), false)
    // The system's own buffers grow for a while, so changes go on.
    while (sockets[0]?.closed === false) {
      source.tell({ now, paths: pathsOf(900, 0) })
      await new Promise((resolve) => setImmediate(resolve))
    }
    await source.until(1)
    good.leave()
    client.destroy()
  })
})

describe('a client that leaves', () => {
  test('a thousand times leaves nothing behind', { timeout: 60_000 }, async () => {
    const before = resources(/Timeout|TCPSocketWrap/)
    for (let round = 0; round < 20; round += 1) {
      const clients = Array.from({ length: 50 }, deaf)
      await source.until(50)
      const ended = Promise.all(sockets.map(closed))
      for (const client of clients) client.destroy()
      await ended
      expect(source.open()).toBe(0)
      sockets.length = 0
    }
    expect(source.asked).toHaveLength(1_000)
    expect(resources(/Timeout|TCPSocketWrap/)).toBeLessThanOrEqual(before)
  })

  test('before its turn on a connection came is gone as well', async () => {
    opened.close()
    source = testChanges()
    putUp({ changes: source.changes })
    // The first request of the connection is never answered.
    opened = await testDoor(() => undefined)
    const ask = (target: string) => `GET ${target} HTTP/1.1\r\nHost: localhost:${opened.port}\r\n\r\n`
    const client = connect(opened.port, '127.0.0.1', () => client.write(ask('/api/slow') + ask(path)))
    await source.until(1)
    client.destroy()
    await source.until(0)
  })

  test('with words that are no request gets none into its stream', async () => {
    const client = connect(opened.port, '127.0.0.1')
    let text = ''
    client.setEncoding('utf8').on('data', (data: string) => (text += data))
    client.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${opened.port}\r\n\r\n`)
    await once(client, 'data')
    client.write('GARBAGE\r\n\r\n')
    await once(client, 'close')
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(source.open()).toBe(0)
  })
})

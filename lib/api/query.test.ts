import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getCluster, listClusters } from '@/lib/cluster/contract'
import { search } from '@/lib/search/contract'
import { scaleService } from '@/lib/service/contract'
import { type ApiError, problemOf } from './error'
import { get, post } from './fetcher'
import { pathOf } from './paths'
import { keyOf, pathOfKey } from './query-key'
import { query } from './query'
import { setStreaming } from './streaming'

type Told = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

let told: Told[] = []
let respond: (res: ServerResponse, request: Told) => void
let origin = ''
const server = createServer((req, res) => {
  let body = ''
  req.on('data', (chunk: Buffer) => (body += chunk.toString()))
  req.on('end', () => {
    const request = { method: req.method ?? '', url: req.url ?? '', headers: req.headers, body }
    told.push(request)
    respond(res, request)
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => (told = []))

const json = (res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const region = { account: 'demo', region: 'eu-west-1' }

describe('keys', () => {
  test.each([
    [listClusters.path, region, {}, ['demo', 'eu-west-1', 'clusters']],
    [getCluster.path, { ...region, cluster: 'a b' }, {}, ['demo', 'eu-west-1', 'clusters', 'a b']],
    [search.path, region, { q: 'x' }, ['demo', 'eu-west-1', 'search', { q: 'x' }]],
    [search.path, region, { q: undefined }, ['demo', 'eu-west-1', 'search']],
  ])('%s', (path, params, input, key) => {
    expect(keyOf(path, params, input)).toEqual(key)
  })

  test('of a path is the path of a key, whatever its input', () => {
    const params = { ...region, cluster: 'a b/c' }
    expect(pathOfKey(keyOf(getCluster.path, params, { q: 'x' }))).toBe(pathOf(getCluster.path, params))
  })

  test('a write’s path is under the key of what it changes', () => {
    const params = { ...region, cluster: 'shop', service: 'web' }
    expect(keyOf(scaleService.path, params)).toEqual([
      'demo',
      'eu-west-1',
      'clusters',
      'shop',
      'services',
      'web',
      'scale',
    ])
  })
})

const observe = (options: ReturnType<typeof query<typeof listClusters>>, hasFailed = false) => {
  const client = new QueryClient()
  const observer = new QueryObserver(client, options)
  if (hasFailed) observer.getCurrentQuery().setState({ status: 'error', error: new Error('no answer') })
  const { refetchInterval } = observer.options
  const interval = typeof refetchInterval === 'function' ? refetchInterval : () => refetchInterval
  return interval(observer.getCurrentQuery())
}

const every = (ms: number | false) => query(listClusters, region, undefined, { pollMs: () => ms })

describe('polling', () => {
  test('is the endpoint’s own, or what the data asks for', () => {
    expect(observe(query(listClusters, region))).toBe(10_000)
    expect(observe(query(listClusters, region, undefined, { pollMs: () => 3_000 }))).toBe(3_000)
    expect(observe(query(listClusters, region, undefined, { pollMs: () => undefined }))).toBe(10_000)
    expect(observe(query(listClusters, region, undefined, { pollMs: () => false }))).toBe(false)
    expect(query(listClusters, region).refetchIntervalInBackground).toBe(false)
  })

  test('of what failed is at least each ten seconds', () => {
    expect(observe(every(60_000), true)).toBe(10_000)
    expect(observe(every(false), true)).toBe(10_000)
    expect(observe(every(3_000), true)).toBe(3_000)
  })

  test('is rare where changes are told', () => {
    setStreaming('/demo/eu-west-1', true)
    expect(observe(query(listClusters, region, undefined, { pollMs: () => 3_000 }))).toBe(15_000)
    expect(observe(query(listClusters, region, undefined, { pollMs: () => 60_000 }))).toBe(60_000)
    expect(observe(query(listClusters, { ...region, region: 'us-east-1' }))).toBe(10_000)
    setStreaming('/demo/eu-west-1', false)
    expect(observe(query(listClusters, region))).toBe(10_000)
  })
})

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => ({ problem: problemOf(error), status: (error as ApiError).status }),
  )

describe('the fetcher', () => {
  // It keeps answers in a browser only; `document` is how it tells.
  beforeEach(() => Object.assign(globalThis, { document: { documentElement: { dataset: {} } } }))
  afterEach(() => Reflect.deleteProperty(globalThis, 'document'))

  const first = {
    now: '2026-11-23T10:00:00.000Z',
    asOf: '2026-11-23T09:59:59.000Z',
    items: [{ name: 'shop' }],
    parts: {
      fine: { asOf: '2026-11-23T09:59:59.000Z' },
      old: { asOf: '2026-11-23T09:54:59.000Z' },
      newer: { asOf: '2026-11-23T11:00:00.000Z' },
      failed: { asOf: '2026-11-23T09:00:00.000Z', error: { code: 'forbidden', message: 'no' } },
      never: { asOf: null },
    },
  }

  test('sends the tag back; a 304 keeps the data and moves the times, not those of what is too old to count', async () => {
    respond = (res, { headers }) =>
      headers['if-none-match'] === 'W/"1"'
        ? res
            .writeHead(304, {
              'quayside-now': '2026-11-23T10:00:10.000Z',
              'quayside-as-of': '2026-11-23T10:00:09.000Z',
            })
            .end()
        : json(res, 200, first, { etag: 'W/"1"' })
    expect(await get(`${origin}/api/x`)).toEqual(first)
    const second = await get<typeof first>(`${origin}/api/x`, { before: first })
    expect(second).toEqual({
      ...first,
      now: '2026-11-23T10:00:10.000Z',
      asOf: '2026-11-23T10:00:09.000Z',
      parts: { ...first.parts, fine: { asOf: '2026-11-23T10:00:09.000Z' } },
    })
    expect((await get<typeof first>(`${origin}/api/x`, { before: second })).items).toBe(first.items)
    expect(told.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, 'W/"1"', 'W/"1"'])
    await get(`${origin}/api/y`, { before: second })
    expect(told[3]?.headers['if-none-match']).toBeUndefined()
  })

  test('a tag is never sent for another answer than its own', async () => {
    respond = (res) => json(res, 200, first, { etag: 'W/"1"' })
    await get(`${origin}/api/z`)
    await get(`${origin}/api/z`)
    await get(`${origin}/api/z`, { before: { ...first, now: '2026-11-23T09:00:00.000Z' } })
    expect(told.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined, undefined])
  })

  test('on a server it keeps nothing', async () => {
    Reflect.deleteProperty(globalThis, 'document')
    respond = (res) => json(res, 200, first, { etag: 'W/"1"' })
    await get(`${origin}/api/server`)
    await get(`${origin}/api/server`, { before: first })
    expect(told[1]?.headers['if-none-match']).toBeUndefined()
  })

  test('an error answer becomes its problem', async () => {
    const error = { code: 'conflict', message: 'It changed.', requestId: 'r', field: 'seen' }
    respond = (res) => json(res, 409, { error })
    expect(await failure(get(`${origin}/api/e`))).toEqual({ problem: error, status: 409 })
  })

  test.each([
    [502, '<html>', 'unavailable'],
    [200, '', 'unavailable'],
    [404, '{"message":"x"}', 'not_found'],
    [418, '{"error":{"code":"teapot","message":"x"}}', 'internal'],
    [500, 'null', 'internal'],
  ])('what is none of ours (%i %j) does, too', async (status, body, code) => {
    respond = (res) => res.writeHead(status).end(body)
    expect((await failure(get(`${origin}/api/f`)))?.problem.code).toBe(code)
  })

  test('a console that is gone is unavailable; a write whose answer is lost has no known outcome', async () => {
    respond = (res) => res.destroy()
    expect((await failure(get(`${origin}/api/g`)))?.problem.code).toBe('unavailable')
    const lost = await failure(post(`${origin}/api/g`, {}))
    expect(lost?.problem).toMatchObject({
      code: 'timed_out',
      message: expect.stringContaining('outcome is not known'),
    })
    expect(told).toHaveLength(2)
  })

  test('a read can be broken off', async () => {
    const controller = new AbortController()
    respond = () => controller.abort()
    await expect(get(`${origin}/api/h`, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  test('a write says that it is ours', async () => {
    respond = (res) => json(res, 200, first)
    await post(`${origin}/api/w`, { desiredCount: 3 })
    expect(told[0]).toMatchObject({
      method: 'POST',
      body: '{"desiredCount":3}',
      headers: { 'content-type': 'application/json', 'x-quayside': '1' },
    })
  })
})

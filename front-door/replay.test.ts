import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Bridge } from '../lib/api/bridge.ts'
import type { Snapshot } from '../lib/api/snapshot.ts'
import { testDoor } from './test-door.ts'

const target = '/api/demo/eu-west-1/clusters?x=%41'
const nowMs = Date.parse('2026-11-23T10:00:00.000Z')
const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  etag: 'W/"tag"',
  nowMs,
  asOf: '2026-11-23T09:59:58.000Z',
  rest: Buffer.from(`"items":[${JSON.stringify('näme '.repeat(400))}]}`),
  madeAt: performance.now(),
  freshUntil: performance.now() + 60_000,
  ...more,
})

let opened: Awaited<ReturnType<typeof testDoor>>
let reached = 0
const kept = new Map<string, Snapshot>()

beforeAll(async () => {
  const snapshots: Bridge['snapshots'] = {
    get: (identityClass, asked) => kept.get(`${identityClass} ${asked}`),
    put: () => undefined,
    generation: () => 0,
    drop: () => undefined,
    forget: () => undefined,
  }
  ;(globalThis as { [key: symbol]: unknown })[Symbol.for('quayside')] = { snapshots }
  opened = await testDoor((_req, res) => {
    reached += 1
    res.end('{}')
  })
})
afterAll(() => opened.close())
beforeEach(() => {
  reached = 0
  kept.clear()
  kept.set(`local ${target}`, snapshot())
})

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>(
    (resolve, reject) => {
      get(opened.url(path), { headers, method }, (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, bytes: Buffer.concat(chunks) }),
        )
      }).on('error', reject)
    },
  )
}

test.each([
  ['gzip', 'gzip, deflate, br, zstd', gunzipSync],
  ['gzip', 'br;q=1.0, GZIP; q=0.5', gunzipSync],
  [undefined, 'gzip;q=0, br', (bytes: Buffer) => bytes],
  [undefined, 'x-gzip2, ungzip', (bytes: Buffer) => bytes],
  [undefined, 'identity', (bytes: Buffer) => bytes],
])('a fresh answer is given again, packed as %s for %s', async (encoding, accepted, unpack) => {
  const { status, headers, bytes } = await ask(target, { 'accept-encoding': accepted })
  expect([status, headers['content-encoding'], reached]).toEqual([200, encoding, 0])
  expect(headers).toMatchObject({
    etag: 'W/"tag"',
    vary: 'accept-encoding',
    'cache-control': 'private, no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'quayside-as-of': '2026-11-23T09:59:58.000Z',
  })
  const body = JSON.parse(unpack(bytes).toString()) as Record<string, unknown>
  expect(body).toEqual({
    now: headers['quayside-now'],
    asOf: '2026-11-23T09:59:58.000Z',
    items: ['näme '.repeat(400)],
  })
})

test('its now goes on, packed or not, and the rest stays', async () => {
  // The same snapshot twice, as if time had passed between.
  const made = snapshot()
  kept.set(`local ${target}`, made)
  const bodies: string[] = []
  for (const seconds of [0, 2, 61]) {
    made.madeAt = performance.now() - seconds * 1_000 - 500
    const { headers, bytes } = await ask(target)
    const packed = gunzipSync((await ask(target, { 'accept-encoding': 'gzip' })).bytes)
    expect(packed.toString()).toBe(bytes.toString())
    const now = new Date(nowMs + seconds * 1_000).toISOString()
    expect(headers['quayside-now']).toBe(now)
    expect(bytes.toString().startsWith(`{"now":"${now}",`)).toBe(true)
    bodies.push(bytes.toString().slice(40))
  }
  expect(new Set(bodies).size).toBe(1)
})

test('an answer without a rest is whole', async () => {
  kept.set(`local ${target}`, snapshot({ rest: Buffer.from('}') }))
  expect(JSON.parse((await ask(target)).bytes.toString())).toEqual({
    now: '2026-11-23T10:00:00.000Z',
    asOf: '2026-11-23T09:59:58.000Z',
  })
})

test.each(['W/"tag"', '"tag"', '"other", W/"tag"', '*'])(
  'If-None-Match %s → 304 with both times',
  async (condition) => {
    const { status, headers, bytes } = await ask(target, { 'if-none-match': condition })
    expect([status, bytes.length]).toEqual([304, 0])
    expect(headers).toMatchObject({
      'quayside-as-of': expect.any(String),
      'quayside-now': expect.any(String),
    })
  },
)

test('another tag gets the body, HEAD its headers only', async () => {
  expect((await ask(target, { 'if-none-match': 'W/"other"' })).status).toBe(200)
  const head = await ask(target, {}, 'HEAD')
  expect([head.status, head.bytes.length]).toEqual([200, 0])
  expect(Number(head.headers['content-length'])).toBeGreaterThan(1000)
})

test('what is no longer fresh, or of another address, is asked for behind', async () => {
  kept.set(`local ${target}`, snapshot({ freshUntil: performance.now() - 1 }))
  await ask(target)
  await ask(target.replace('%41', 'A'))
  await ask(target, {}, 'POST')
  expect(reached).toBe(3)
})

test('a refused request gets nothing of it', async () => {
  expect((await ask(target, { host: 'evil.test' })).status).toBe(421)
})

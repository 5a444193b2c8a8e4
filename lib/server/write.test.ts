import { beforeEach, describe, expect, test } from 'vitest'
import { bridge } from '@/lib/api/bridge'
import type { ErrorAnswer } from '@/lib/api/error'
import { listClusters } from '@/lib/cluster/contract'
import { scaleService } from '@/lib/service/contract'
import { route } from './route'
import { held, testConsole } from './test-console'

const now = '2026-11-23T10:00:00.000Z'
const target = '/api/demo/eu-west-1/clusters/shop/services/web/scale'
let calls: unknown[] = []
let here: ReturnType<typeof testConsole>

const scale = route(scaleService, async ({ input, signal }) => {
  calls.push({ input, signal })
  return { now, asOf: now, item: { arn: 'x' } as never, parts: {} }
})

beforeEach(() => {
  here = testConsole()
  calls = []
})

const good = { host: 'localhost:3000', 'content-type': 'application/json', 'x-quayside': '1' }

function post(body: BodyInit, headers: Record<string, string> = good, at = target) {
  return here.ask(scale, at, { method: 'POST', headers, body })
}

test('a write is parsed, never broken off, and answered with the item', async () => {
  const response = await post('{"desiredCount":3,"seen":{"desiredCount":2}}')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ now, asOf: now, item: { arn: 'x' }, parts: {} })
  expect(response.headers.get('etag')).toBeNull()
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(calls).toEqual([{ input: { desiredCount: 3, seen: { desiredCount: 2 } }, signal: undefined }])
})

const padded = (size: number) => `{"desiredCount":3${' '.repeat(size - 18)}}`

describe('bodies', () => {
  test.each([
    ['{}', 'desiredCount'],
    ['[]', undefined],
    ['null', undefined],
    ['"3"', undefined],
    ['{', undefined],
    ['', undefined],
    ['{"desiredCount":-1}', 'desiredCount'],
    ['{"desiredCount":1.5}', 'desiredCount'],
    ['{"desiredCount":1e9}', 'desiredCount'],
    ['{"desiredCount":1e999}', 'desiredCount'],
    ['{"desiredCount":"3"}', 'desiredCount'],
    ['{"desiredCount":null}', 'desiredCount'],
    ['{"desiredCount":NaN}', undefined],
    ['{"desiredCount":true}', 'desiredCount'],
    ['{"desiredCount":[3]}', 'desiredCount'],
    ['{"desiredCount":3,"force":true}', 'force'],
    ['{"desiredCount":3,"constructor":{}}', 'constructor'],
    ['{"desiredCount":3,"__proto__":{"admin":true}}', undefined],
    ['{"desiredCount":3,"seen":{"__proto__":{"admin":true}}}', undefined],
    ['{"desiredCount":3,"seen":"yesterday"}', 'seen'],
    ['['.repeat(100_000), undefined],
  ])('%s → 400', async (body, field) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    const { error } = (await response.json()) as ErrorAnswer
    expect(error).toMatchObject({ code: 'invalid_request', requestId: 'request-1' })
    expect(error.field).toBe(field)
    expect(calls).toEqual([])
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })

  test('bytes that are not UTF-8 → 400', async () => {
    expect((await post(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400)
  })

  test('a character cut between two chunks is read whole', async () => {
    const bytes = new TextEncoder().encode('{"desiredCount":3,"é":1}')
    const cut = bytes.indexOf(0xc3) + 1
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(bytes.slice(0, cut))
        controller.enqueue(bytes.slice(cut))
        controller.close()
      },
    })
    const init = { method: 'POST', headers: good, body, duplex: 'half' } as RequestInit
    const { error } = (await (await here.ask(scale, target, init)).json()) as ErrorAnswer
    expect(error.field).toBe('é')
  })

  test('256 KiB is taken, one byte more is 413', async () => {
    expect((await post(padded(256 * 1024))).status).toBe(200)
    expect((await post(padded(256 * 1024 + 1))).status).toBe(413)
    expect(calls).toHaveLength(1)
  })

  test('a query string on a write → 400', async () => {
    expect((await post('{"desiredCount":3}', good, `${target}?desiredCount=4`)).status).toBe(400)
  })
})

// Every cell of {Sec-Fetch-Site} × {Origin}: only these pass, and only as JSON with our header.
describe('where it comes from', () => {
  const sites = ['same-origin', 'same-site', 'cross-site', 'none', undefined]
  const origins = [
    'http://localhost:3000',
    'http://evil.test',
    'https://localhost:3000',
    'http://localhost:3001',
    'null',
    undefined,
  ]
  const passing = new Set([
    'same-origin|http://localhost:3000',
    'same-origin|',
    '|http://localhost:3000',
    '|',
  ])
  const cells = sites.flatMap((site) => origins.map((origin) => [site, origin] as const))

  test.each(cells)('Sec-Fetch-Site %s, Origin %s', async (site, origin) => {
    const from = { ...(site && { 'sec-fetch-site': site }), ...(origin && { origin }) }
    const passes = passing.has(`${site ?? ''}|${origin ?? ''}`)
    const body = '{"desiredCount":3}'
    expect((await post(body, { ...good, ...from })).status).toBe(passes ? 200 : 403)
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json-patch',
      'text/plain;application/json',
    ]) {
      expect((await post(body, { ...good, ...from, 'content-type': type })).status).toBe(passes ? 415 : 403)
    }
    const { 'x-quayside': _, ...unmarked } = { ...good, ...from }
    expect((await post(body, unmarked)).status).toBe(403)
    expect(calls).toHaveLength(passes ? 1 : 0)
  })

  test('charset utf-8 is allowed, a packed body is not', async () => {
    const body = '{"desiredCount":3}'
    expect((await post(body, { ...good, 'content-type': 'application/json; charset=utf-8' })).status).toBe(
      200,
    )
    expect((await post(body, { ...good, 'content-type': 'application/json; charset=latin1' })).status).toBe(
      415,
    )
    expect((await post(body, { ...good, 'content-encoding': 'gzip' })).status).toBe(415)
  })
})

describe('permission', () => {
  test('comes before the account is looked up and before the body is read', async () => {
    here = testConsole({ access: 'read-only' })
    for (const at of [target, target.replace('demo', 'nobody')]) {
      const response = await post('not json', good, at)
      expect(response.status).toBe(403)
      expect(((await response.json()) as ErrorAnswer).error.message).toContain('read only')
    }
    expect(calls).toEqual([])
  })
})

describe('after a write', () => {
  const list = '/api/demo/eu-west-1/clusters'
  const answer = { now, asOf: now, total: 0, complete: true, items: [], parts: {} }
  const clusters = route(listClusters, async () => answer)

  test('nothing of its account and region is given again', async () => {
    await here.ask(clusters, list)
    expect(bridge().snapshots.get('local', list)).toBeDefined()
    await post('{"desiredCount":3}')
    expect(bridge().snapshots.get('local', list)).toBeUndefined()
  })

  test('also when it failed: the outcome may be unknown', async () => {
    await here.ask(clusters, list)
    const failing = route(scaleService, () => Promise.reject(new Error('lost')))
    await here.ask(failing, target, { method: 'POST', headers: good, body: '{"desiredCount":3}' })
    expect(bridge().snapshots.get('local', list)).toBeUndefined()
  })

  test('a read that began before it is not kept', async () => {
    const { promise, release } = held()
    const slow = route(listClusters, async () => {
      await promise
      return answer
    })
    const reading = here.ask(slow, list)
    await post('{"desiredCount":3}')
    release()
    expect((await reading).status).toBe(200)
    expect(bridge().snapshots.get('local', list)).toBeUndefined()
  })

  test('a refused write drops nothing', async () => {
    await here.ask(clusters, list)
    await post('{}')
    expect(bridge().snapshots.get('local', list)).toBeDefined()
  })
})

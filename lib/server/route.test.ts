import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ListAnswer } from '@/lib/api/answer'
import { bridge } from '@/lib/api/bridge'
import type { ClusterSummary } from '@/lib/cluster/contract'
import { getCluster, listClusters } from '@/lib/cluster/contract'
import { ApiError, type ErrorAnswer, type ErrorCode, statusOf } from '@/lib/api/error'
import { search } from '@/lib/search/contract'
import { route } from './route'
import { testConsole } from './test-console'

const now = '2026-11-23T10:00:02.000Z'
const asOf = '2026-11-23T10:00:01.000Z'
let calls: unknown[] = []
let answer: ListAnswer<ClusterSummary>
let here: ReturnType<typeof testConsole>

const clusters = route(listClusters, async (request) => {
  calls.push(request)
  return answer
})
const cluster = route(getCluster, async (request) => {
  calls.push(request.params)
  throw new ApiError({ code: 'not_found', message: 'There is no such cluster.' })
})
const found = route(search, async ({ input }) => {
  calls.push(input)
  return { ...answer, items: [] }
})

beforeEach(() => {
  here = testConsole()
  calls = []
  answer = { now, asOf, total: 0, complete: true, items: [], parts: {} }
})

const path = '/api/demo/eu-west-1/clusters'
const problem = async (response: Response) => ((await response.json()) as ErrorAnswer).error

const tag = async () => (await here.ask(clusters, path)).headers.get('etag') ?? ''

describe('a read', () => {
  test.each([
    ['plain', 'm'.repeat(1_048_576)],
    ['full of quotes', '"'.repeat(100_000)],
    ['full of backslashes', '\\'.repeat(100_001)],
    ['full of both', '\\"'.repeat(100_000)],
    ['full of controls', '\u001b[31m'.repeat(100_000)],
  ])('cuts a text that is %s, and says so; the rest stays', async (_, long) => {
    const parts = { tags: { asOf: null, error: { code: 'unavailable' as const, message: long } } }
    answer = { ...answer, items: [{ name: 'x"\\' }] as ClusterSummary[], parts }
    const text = await (await here.ask(clusters, path)).text()
    expect(text.length).toBeLessThan(60_000)
    const size = long.length.toLocaleString('en-US')
    expect(JSON.parse(text)).toEqual({
      ...answer,
      parts: {
        tags: {
          asOf: null,
          error: { code: 'unavailable', message: `${long.slice(0, 8_192)}…⟨cut: ${size} characters⟩` },
        },
      },
    })
  })

  test('is told what was parsed, and answers with times and tag', async () => {
    const response = await here.ask(clusters, path)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(answer)
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-store',
      etag: expect.stringMatching(/^W\/"[\w-]{27}"$/),
      'quayside-now': now,
      'quayside-as-of': asOf,
    })
    expect(calls[0]).toMatchObject({
      scope: { account: 'demo', region: 'eu-west-1' },
      params: { account: 'demo', region: 'eu-west-1' },
      input: {},
      identity: { kind: 'local', access: 'full' },
      signal: expect.any(AbortSignal),
    })
  })

  test('has the same tag while only times move, and another when a fact does', async () => {
    const first = await tag()
    const later = '2026-11-23T10:00:09.000Z'
    answer = { ...answer, now: later, asOf: later, parts: {} }
    expect(await tag()).toBe(first)
    answer = { ...answer, parts: { metrics: { asOf: now } } }
    const withPart = await tag()
    expect(withPart).not.toBe(first)
    answer = { ...answer, parts: { metrics: { asOf: later } } }
    expect(await tag()).toBe(withPart)
    // Six minutes old: it proves nothing any more, and is told as such.
    answer = { ...answer, parts: { metrics: { asOf: '2026-11-23T09:54:00.000Z' } } }
    expect(await tag()).not.toBe(withPart)
    answer = { ...answer, parts: { metrics: { asOf: later, error: { code: 'forbidden', message: 'no' } } } }
    expect(await tag()).not.toBe(withPart)
    answer = { ...answer, total: 1 }
    expect(await tag()).not.toBe(withPart)
  })

  test('that is unchanged is a 304 with the new times', async () => {
    const etag = (await here.ask(clusters, path)).headers.get('etag') ?? ''
    answer = { ...answer, now: '2026-11-23T10:00:09.000Z' }
    const response = await here.ask(clusters, path, { headers: { 'if-none-match': etag } })
    expect(response.status).toBe(304)
    expect(await response.text()).toBe('')
    expect(response.headers.get('quayside-now')).toBe('2026-11-23T10:00:09.000Z')
  })

  test('is kept for replay by class and target, for a moment only when it is incomplete', async () => {
    await here.ask(clusters, path)
    const kept = bridge().snapshots.get('local', path)
    expect(kept).toMatchObject({
      asOf,
      nowMs: Date.parse(now),
      rest: Buffer.from('"total":0,"complete":true,"items":[],"parts":{}}'),
    })
    // 8 s of cache, less the second that the oldest fact had.
    expect((kept?.freshUntil ?? 0) - (kept?.madeAt ?? 0)).toBeCloseTo(7_000)
    expect(bridge().snapshots.get('other', path)).toBeUndefined()
    answer = { ...answer, complete: false }
    await here.ask(clusters, `${path}?`)
    const partly = bridge().snapshots.get('local', `${path}?`)
    expect((partly?.freshUntil ?? 0) - (partly?.madeAt ?? 0)).toBeCloseTo(1_000)
  })
})

describe('what is refused, and with which status', () => {
  test.each([
    ['an account that could not be', '/api/De%20mo/eu-west-1/clusters', 400, 'account'],
    ['a region that could not be', '/api/demo/nowhere/clusters', 400, 'region'],
    ['an account that is not', '/api/prod/eu-west-1/clusters', 404, undefined],
    ['a region that is not offered', '/api/demo/us-east-1/clusters', 404, undefined],
    ['an unknown field', `${path}?colour=red`, 400, 'colour'],
    ['an unknown field without a value', `${path}?x`, 400, 'x'],
    ['__proto__', `${path}?__proto__=1`, 400, '__proto__'],
    ['an encoded __proto__', `${path}?%5F_proto__=1`, 400, '__proto__'],
    ['a query that does not decode', `${path}?a=%ff`, 400, undefined],
    ['bad UTF-8 in the path', '/api/demo/eu-west-1/%ff', 400, undefined],
    ['a path of another form', '/api/demo/eu-west-1/clusters/x', 400, undefined],
  ])('%s', async (_, target, status, field) => {
    const response = await here.ask(clusters, target)
    expect(response.status).toBe(status)
    expect((await problem(response)).field).toBe(field)
    expect(calls).toEqual([])
  })

  test.each([
    'a%2Fb',
    'a%00b',
    'x'.repeat(10_240),
    '%2E%2E',
    'shop-*',
    '%3Cscript%3E',
    '%E2%80%AEprod',
    'a b',
    'é',
  ])('a name that AWS could never accept: %j', async (name) => {
    const response = await here.ask(cluster, `${path}/${name}`)
    expect(response.status).toBe(400)
    expect(JSON.stringify(await problem(response)).length).toBeLessThan(300)
    expect(calls).toEqual([])
  })

  test('a legal name is AWS’s to deny', async () => {
    const response = await here.ask(cluster, `${path}/n%6Fwhere`)
    expect(response.status).toBe(404)
    expect(calls).toEqual([{ account: 'demo', region: 'eu-west-1', cluster: 'nowhere' }])
  })

  test.each(['', '?q=', '?q=a&q=b', `?q=${'x'.repeat(2049)}`, '?q=a&x=1', '?q=%00'])(
    'search%s',
    async (query) => {
      expect((await here.ask(found, `/api/demo/eu-west-1/search${query}`)).status).toBe(400)
    },
  )

  test('a query is decoded once, plus signs as blanks', async () => {
    await here.ask(found, '/api/demo/eu-west-1/search?q=a+b%2Bc%2541%26d')
    expect(calls).toEqual([{ q: 'a b+c%41&d' }])
  })

  test('somebody whom the front door did not let in', async () => {
    const response = await clusters(new Request(`http://localhost:3000${path}`))
    expect(response.status).toBe(401)
    expect(calls).toEqual([])
  })

  test('any path and query gives the error shape or an answer', async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '%2F', '..', '%00', '__proto__'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 4 }), piece, async (segments, query) => {
        const target = `/api/${segments.join('/')}?${query}`
        const response = await here.within(target, () => clusters(new Request('http://localhost:3000/')))
        const body = (await response.json()) as object
        expect(Object.keys(body)).toEqual(response.ok ? Object.keys(answer) : ['error'])
        expect(response.status).toBeLessThan(500)
      }),
    )
  })
})

const failing = (thrown: unknown) =>
  here.ask(
    route(listClusters, () => Promise.reject(thrown)),
    path,
  )

describe('errors', () => {
  test.each(Object.entries(statusOf) as [ErrorCode, number][])('%s → %i', async (code, status) => {
    const response = await failing(
      new ApiError({ code, message: 'm', iamAction: 'ecs:X', awsRequestId: 'a' }),
    )
    expect(response.status).toBe(status)
    expect(await problem(response)).toEqual({
      code,
      message: 'm',
      iamAction: 'ecs:X',
      awsRequestId: 'a',
      requestId: 'request-1',
    })
  })

  test('are told by code, also when they come from another module graph', async () => {
    const foreign = Object.assign(new Error('x'), {
      problem: { code: 'throttled', message: 'Slow down.', stack: 's' },
    })
    const response = await failing(foreign)
    expect(response.status).toBe(429)
    expect(await problem(response)).toEqual({
      code: 'throttled',
      message: 'Slow down.',
      requestId: 'request-1',
    })
  })

  test.each([
    new Error('/secret at x.ts:1:1'),
    'text',
    null,
    { problem: { code: 'teapot', message: 'x' } },
    { problem: { code: 'toString', message: 'x' } },
  ])('that are unexpected say nothing of themselves (%s)', async (thrown) => {
    const response = await failing(thrown)
    expect(response.status).toBe(500)
    expect(await problem(response)).toEqual({
      code: 'internal',
      message: 'Quayside failed to answer this request.',
      requestId: 'request-1',
    })
  })

  test('an answer without its times is an error of ours, never an empty page', async () => {
    answer = {} as typeof answer
    expect((await here.ask(clusters, path)).status).toBe(500)
  })
})

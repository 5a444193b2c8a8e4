import { beforeEach, expect, test } from 'vitest'
import { bridge } from '@/lib/api/bridge'
import { ApiError } from '@/lib/api/error'
import { query } from '@/lib/api/query'
import { getCluster, listClusters } from '@/lib/cluster/contract'
import { search } from '@/lib/search/contract'
import { prefetch } from './prefetch'
import { route } from './route'
import { held, testConsole } from './test-console'

const now = '2026-11-23T10:00:00.000Z'
const answer = { now, asOf: now, total: 0, complete: true, items: [], parts: {} }
let here: ReturnType<typeof testConsole>
beforeEach(() => (here = testConsole()))

const page = <T>(work: () => Promise<T>) => here.within('/demo/eu-west-1/clusters', work)

test('the answer stands under the key that the client part uses, and is kept for its first request', async () => {
  const params = { account: 'demo', region: 'eu-west-1' }
  const fetched = await page(() => prefetch(listClusters, async () => answer, params))
  expect(fetched.answer).toEqual(answer)
  expect(fetched.problem).toBeUndefined()
  expect(fetched.state.queries.map(({ queryKey, state }) => [queryKey, state.data])).toEqual([
    [query(listClusters, params).queryKey, answer],
  ])
  expect(bridge().snapshots.get('local', '/api/demo/eu-west-1/clusters')).toBeDefined()
})

test('with an input, too', async () => {
  const params = { account: 'demo', region: 'eu-west-1' }
  const fetched = await page(() => prefetch(search, async () => answer, params, { input: { q: 'a b&c' } }))
  expect(fetched.state.queries[0]?.queryKey).toEqual(query(search, params, { q: 'a b&c' }).queryKey)
  expect(bridge().snapshots.get('local', '/api/demo/eu-west-1/search?q=a+b%26c')).toBeDefined()
})

test('the page’s params are decoded once', async () => {
  const seen: string[] = []
  const fetched = await page(() =>
    prefetch(
      getCluster,
      async ({ params }) => {
        seen.push(params.cluster)
        throw new ApiError({ code: 'not_found', message: 'There is no such cluster.' })
      },
      { account: 'demo', region: 'eu-west-1', cluster: 'sh%6Fp' },
    ),
  )
  expect(seen).toEqual(['shop'])
  expect(fetched).toMatchObject({
    problem: { code: 'not_found', requestId: 'request-1' },
    state: { queries: [] },
  })
})

test.each(['a%2Fb', '%ff', '%00', '..', ''])(
  'params that could not be (%j) are a problem, not a crash',
  async (cluster) => {
    const params = { account: 'demo', region: 'eu-west-1', cluster }
    const fetched = await page(() => prefetch(getCluster, () => Promise.reject(new Error('reached')), params))
    expect(fetched.problem?.code).toBe('invalid_request')
  },
)

test('nobody without a front door', async () => {
  const fetched = await prefetch(listClusters, async () => answer, { account: 'demo', region: 'eu-west-1' })
  expect(fetched.problem?.code).toBe('signed_out')
})

test('a page does not wait for a slow AWS; the read goes on and is kept', async () => {
  const { promise, release } = held()
  const slow = async () => {
    await promise
    return answer
  }
  const fetched = await page(() => prefetch(listClusters, slow, { account: 'demo', region: 'eu-west-1' }))
  expect(fetched.state.queries).toEqual([])
  expect(fetched.problem).toBeUndefined()
  release()
  await expect.poll(() => bridge().snapshots.get('local', '/api/demo/eu-west-1/clusters')).toBeDefined()
})

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `c${index}` }))

test('of a long list a page carries the first rows only, dated so that the browser asks for the rest', async () => {
  const params = { account: 'demo', region: 'eu-west-1' }
  const long = { ...answer, total: 500, items: rows(500) } as never
  const cut = await page(() => prefetch(listClusters, async () => long, params))
  const [query] = cut.state.queries
  expect(query?.state.data).toMatchObject({ total: 500, items: rows(40) })
  expect(query?.state.dataUpdatedAt).toBe(0)
  const whole = await page(() => prefetch(listClusters, async () => long, params, { whole: true }))
  expect(whole.state.queries[0]?.state.data).toMatchObject({ items: rows(500) })
})

test('an answer that is kept for replay is not made again, and is told as of now', async () => {
  const params = { account: 'demo', region: 'eu-west-1' }
  let asked = 0
  const count = async () => {
    asked += 1
    return answer
  }
  await page(() => prefetch(listClusters, count, params))
  const again = await page(() => prefetch(listClusters, count, params))
  expect(asked).toBe(1)
  expect(again.answer).toMatchObject({ items: [], asOf: now })
  expect(Date.parse(again.answer?.now ?? '')).toBeGreaterThanOrEqual(Date.parse(now))
})

const params = { account: 'demo', region: 'eu-west-1' }
const target = '/api/demo/eu-west-1/clusters'
const expire = () => {
  const kept = bridge().snapshots.get('local', target)
  if (kept !== undefined) kept.freshUntil = 0
}

test('what is known and no longer fresh is shown at once, and the browser asks for newer', async () => {
  await page(() => prefetch(listClusters, async () => answer, params))
  expire()
  const old = await page(() => prefetch(listClusters, () => Promise.reject(new Error('asked')), params))
  expect(old.answer).toMatchObject({ total: 0, asOf: now })
  expect(old.state.queries[0]?.state.dataUpdatedAt).toBe(0)
})

test('what was known long ago is no beginning: the page waits for newer facts', async () => {
  const asOf = new Date(Date.parse(now) - 61 * 60_000).toISOString()
  await page(() => prefetch(listClusters, async () => ({ ...answer, asOf }), params))
  expire()
  const waited = await page(() => prefetch(listClusters, async () => ({ ...answer, total: 1 }), params))
  expect(waited.answer).toMatchObject({ total: 1 })
})

test('what was kept is not shown to who may not read it', async () => {
  await page(() => prefetch(listClusters, async () => answer, params))
  const stranger = { kind: 'stranger' } as never
  const refused = await here.within(
    '/demo/eu-west-1/clusters',
    () => prefetch(listClusters, async () => answer, params),
    stranger,
  )
  expect(refused).toEqual({
    state: expect.objectContaining({ queries: [] }),
    problem: expect.objectContaining({ code: 'forbidden' }),
  })
})

test.each(['not_found', 'forbidden'] as const)(
  'what the browser was told is %s is shown no more',
  async (code) => {
    await page(() => prefetch(listClusters, async () => answer, params))
    expire()
    const gone = () => Promise.reject(new ApiError({ code, message: 'No.' }))
    await here.ask(route(listClusters, gone), target)
    const after = await page(() => prefetch(listClusters, gone, params))
    expect(after.answer).toBeUndefined()
    expect(after.problem?.code).toBe(code)
  },
)

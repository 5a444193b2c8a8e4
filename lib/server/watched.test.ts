import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bridge } from '@/lib/api/bridge'
import { read } from '@/lib/api/endpoint'
import { listClusters } from '@/lib/cluster/contract'
import { search } from '@/lib/search/contract'
import { hurry, listen } from './live'
import { route } from './route'
import { testConsole } from './test-console'

const place = '/demo/eu-west-1'
const now = '2026-11-23T10:00:02.000Z'
const answer = { now, asOf: now, total: 0, complete: true, items: [], parts: {} }
let here: ReturnType<typeof testConsole>
let looks: number
const look = async () => {
  looks += 1
  return answer
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  here = testConsole()
  looks = 0
  listen({ identityClass: 'local', place, tell: () => undefined })
})
afterEach(() => vi.useRealTimers())

test.each([
  ['search is answered when it is asked, and not again by itself', search, 'search?q=web', 1],
  ['what an open page shows is looked at again', listClusters, 'clusters', 3],
] as const)('%s', async (_, endpoint, path, expected) => {
  const response = await here.ask(
    route<typeof search | typeof listClusters>(endpoint, look),
    `/api${place}/${path}`,
  )
  expect(response.status).toBe(200)
  await vi.advanceTimersByTimeAsync(7_000)
  expect(looks).toBe(expected)
})

test('what never changes, looked at after a write all the same, is kept for its cache time and not for ever', async () => {
  const revision = read<typeof answer>()({
    path: '/{account}/{region}/task-definitions/{family}/{revision}',
    freshness: 'fixed',
  })
  const target = `/api${place}/task-definitions/web/1`
  await here.ask(route(revision, look), target)
  hurry(place)
  await vi.advanceTimersByTimeAsync(500)
  expect(looks).toBe(2)
  const kept = bridge().snapshots.get('local', target)
  expect((kept?.freshUntil ?? Infinity) - performance.now()).toBeLessThanOrEqual(60_000)
})

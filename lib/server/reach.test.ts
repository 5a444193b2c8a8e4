import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { awayOf, type ListAnswer } from '@/lib/api/answer'
import { listClusterArns } from '@/lib/aws/ecs-clusters'
import { startWire, type Wire } from '@/lib/aws/test-wire'
import { type ClusterSummary, listClusters } from '@/lib/cluster/contract'
import { prefetch } from './prefetch'
import { route } from './route'
import { testConsole } from './test-console'

const scope = { account: 'demo', region: 'eu-west-1' }
const now = '2026-11-23T10:00:02.000Z'
let wire: Wire
let isDown = false
beforeAll(async () => {
  wire = await startWire(() => (isDown ? { broken: 'reset' } : { body: { clusterArns: [] } }))
})
afterAll(() => wire.close())

async function read(): Promise<void> {
  vi.advanceTimersByTime(15_000)
  await listClusterArns(scope, { pastCache: true })
}

afterEach(() => {
  isDown = false
  vi.useRealTimers()
})

function testedConsole() {
  vi.useFakeTimers({ toFake: ['performance'], shouldAdvanceTime: true })
  const credentials = { accessKeyId: '111122223333', secretAccessKey: 'test' }
  return testConsole({
    accounts: [{ name: 'demo', regions: ['eu-west-1'], endpoint: wire.endpoint, credentials }],
  })
}

const noClusters = async () => ({
  now,
  asOf: now,
  total: 0,
  complete: true,
  items: [],
  parts: { clusters: { asOf: now } },
})

test('a page that begins with what was kept says so, too: it was kept before AWS went out of reach', async () => {
  const here = testedConsole()
  const page = () => here.within('/demo/eu-west-1/clusters', () => prefetch(listClusters, noClusters, scope))
  await read()
  expect(awayOf((await page()).answer)).toBeUndefined()
  isDown = true
  for (let n = 0; n < 3; n += 1) await read()
  const kept = await page()
  expect(awayOf(kept.answer)?.error?.code).toBe('unavailable')
  expect(kept.state.queries[0]?.state.data).toEqual(kept.answer)
})

test('while AWS is out of reach every answer says since when and why; then no answer does', async () => {
  const here = testedConsole()
  const clusters = route(listClusters, noClusters)
  const ask = async () => {
    const response = await here.ask(clusters, '/api/demo/eu-west-1/clusters')
    return {
      tag: response.headers.get('etag'),
      parts: ((await response.json()) as ListAnswer<ClusterSummary>).parts,
    }
  }
  await read()
  const well = await ask()
  expect(well.parts).toEqual({ clusters: { asOf: now } })
  isDown = true
  for (let n = 0; n < 3; n += 1) await read()
  const away = await ask()
  expect(away.parts).toEqual({
    clusters: { asOf: now },
    aws: {
      asOf: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      error: { code: 'unavailable', message: 'The connection to AWS broke during ecs:ListClusters.' },
    },
  })
  expect(away.tag).not.toBe(well.tag)
  // Told the same way while it lasts, so that an unchanged answer stays a 304.
  await read()
  expect((await ask()).tag).toBe(away.tag)
  isDown = false
  await read()
  expect((await ask()).tag).toBe(well.tag)
})

import { afterEach, expect, test } from 'vitest'
import { bridge } from '@/lib/api/bridge'
import { describeTargetHealth } from './elbv2'
import { listClusterArns } from './ecs-clusters'
import { configure, startWire, type Wire } from './test-wire'

let wire: Wire | undefined
afterEach(() => wire?.close())

test('at most eight calls of a service are in flight, and one service does not wait for another', async () => {
  let inFlight = 0
  let most = 0
  const release: (() => void)[] = []
  const made = await startWire(async ({ operation }) => {
    if (operation === 'ListClusters') return { body: { clusterArns: [] } }
    inFlight += 1
    most = Math.max(most, inFlight)
    await new Promise<void>((resolve) => release.push(resolve))
    inFlight -= 1
    return {
      body: '<R><DescribeTargetHealthResult><TargetHealthDescriptions/></DescribeTargetHealthResult></R>',
    }
  })
  wire = made
  const scope = configure(made.endpoint)
  const reads = Array.from({ length: 30 }, (_, index) => describeTargetHealth(scope, `arn:${index}`))
  const done = Promise.all(reads).then((all) => all.every(({ ok }) => ok))
  while (release.length < 8) await new Promise((resolve) => setImmediate(resolve))
  expect(await listClusterArns(scope)).toMatchObject({ ok: true })
  expect(made.of('DescribeTargetHealth')).toHaveLength(8)
  for (let released = 0; released < 30; released += 1) {
    while (release[released] === undefined) await new Promise((resolve) => setImmediate(resolve))
    release[released]?.()
  }
  expect(await done).toBe(true)
  expect(most).toBe(8)
})

test('readiness hears of each connection: never asked, answered, silent', async () => {
  let up = true
  const made = await startWire(() =>
    up ? { body: { clusterArns: [] } } : { status: 503, body: { __type: 'ServiceUnavailable' } },
  )
  wire = made
  const scope = configure(made.endpoint, [{ regions: ['eu-west-1', 'eu-west-2'] }], 0)
  await listClusterArns(scope)
  const states = bridge().awsState?.()
  expect(states).toEqual([
    { account: 'test', region: 'eu-west-1', asOf: expect.stringMatching(/^\d{4}-/) },
    { account: 'test', region: 'eu-west-2', asOf: null },
  ])
  up = false
  await listClusterArns({ ...scope, region: 'eu-west-2' })
  expect(bridge().awsState?.()[1]).toMatchObject({ asOf: null, error: { code: 'unavailable' } })
  await listClusterArns(scope)
  expect(bridge().awsState?.()[0]).toMatchObject({ asOf: states?.[0]?.asOf, error: { code: 'unavailable' } })
})

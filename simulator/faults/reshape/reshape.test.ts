import { ECS, paginateListClusters } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import { layFoundation } from '../../scenarios/foundation.ts'
import type { Reshaping } from './reshape.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12) })
})
afterAll(() => simulator.close())

let accounts = 430_000_000_000
/** A world of twelve clusters and a target group, whose answers are then reshaped. */
async function aws(reshape: Reshaping) {
  const { world, client } = testWorld(simulator, String(++accounts))
  const { faults } = simulator.worlds.estate(world)
  const [ecs, elb] = [new ECS(client), new ElasticLoadBalancingV2(client)]
  const names = Array.from({ length: 12 }, (_, i) => `c${i}`)
  for (const clusterName of names) await ecs.createCluster({ clusterName })
  const { vpcId } = layFoundation(world, 'test')
  await elb.createTargetGroup({ Name: 'web', Protocol: 'HTTP', Port: 80, VpcId: vpcId })
  faults.add([{ operation: '*', reshape }])
  const clusters = async (maxResults?: number) => (await ecs.listClusters({ maxResults })).clusterArns ?? []
  return { world, faults, ecs, elb, names, clusters }
}

test('repeated-token: the first page again and again, with the same token', async () => {
  const { ecs } = await aws('repeated-token')
  const first = await ecs.listClusters({ maxResults: 5 })
  expect(first.clusterArns).toHaveLength(5)
  const second = await ecs.listClusters({ maxResults: 5, nextToken: first.nextToken })
  expect([second.nextToken, second.clusterArns]).toEqual([first.nextToken, first.clusterArns])
})

test('repeated-token: also in the query protocol; what has no pages is as ever', async () => {
  const { ecs, elb, names } = await aws('repeated-token')
  const { NextMarker } = await elb.describeTargetGroups({})
  expect((await elb.describeTargetGroups({ Marker: NextMarker })).NextMarker).toBe(NextMarker)
  expect((await ecs.describeClusters({ clusters: names })).clusters).toHaveLength(12)
})

test('endless-pages: all pages, and then empty ones that never end', async () => {
  const { ecs } = await aws('endless-pages')
  const pages: (number | undefined)[] = []
  const tokens = new Set<string | undefined>()
  for await (const page of paginateListClusters({ client: ecs, pageSize: 5 }, {})) {
    pages.push(page.clusterArns?.length)
    tokens.add(page.nextToken)
    if (pages.length === 40) break
  }
  expect(pages.slice(0, 4)).toEqual([5, 5, 2, 0])
  expect(pages.slice(3).every((length) => length === 0)).toBe(true)
  expect(tokens.size).toBe(40)
})

test('duplicates: what is listed and described comes twice, and no token is harmed', async () => {
  const { ecs, elb, names, clusters } = await aws('duplicates')
  const arns = await clusters()
  expect([arns.length, new Set(arns).size]).toEqual([24, 12])
  expect((await ecs.describeClusters({ clusters: names })).clusters).toHaveLength(24)
  expect((await elb.describeTargetGroups({})).TargetGroups?.map((one) => one.TargetGroupName)).toEqual([
    'web',
    'web',
  ])
})

test.each([
  ['failures-one', 1],
  ['failures-all', 12],
] as const)('%s: %i of 12 are MISSING, and listed all the same', async (reshape, missing) => {
  const { ecs, names, clusters } = await aws(reshape)
  const answer = await ecs.describeClusters({ clusters: names })
  expect(answer.clusters).toHaveLength(12 - missing)
  expect(answer.failures).toHaveLength(missing)
  expect(answer.failures?.[0]).toEqual({ arn: (await clusters())[0], reason: 'MISSING' })
})

test('failures-some: always the same ones', async () => {
  const { ecs, names } = await aws('failures-some')
  const describe = async () =>
    (await ecs.describeClusters({ clusters: names })).failures?.map(({ arn }) => arn) ?? []
  const missing = await describe()
  expect(missing.length).toBeGreaterThan(0)
  expect(missing.length).toBeLessThan(12)
  expect(await describe()).toEqual(missing)
})

test('failures-many: all, and a thousand that nobody asked for', async () => {
  const { ecs, names } = await aws('failures-many')
  const { clusters, failures } = await ecs.describeClusters({ clusters: names })
  expect([clusters?.length, failures?.length]).toEqual([0, 1012])
})

test('unknown-enums: some of the statuses are new ones, the rest of the answer is as it was', async () => {
  const { ecs, elb, names } = await aws('unknown-enums')
  const { clusters = [] } = await ecs.describeClusters({ clusters: names })
  expect(clusters.map((one) => one.clusterName)).toEqual(names)
  expect(new Set(clusters.map((one) => one.status))).toEqual(new Set(['ACTIVE', 'NEW_ACTIVE']))
  const { TargetGroups = [] } = await elb.describeTargetGroups({})
  const { HealthCheckProtocol, IpAddressType, Protocol, ProtocolVersion, TargetType } = TargetGroups[0] ?? {}
  const values = [HealthCheckProtocol, IpAddressType, Protocol, ProtocolVersion, TargetType]
  expect(values.some((value) => /^new/i.test(value ?? ''))).toBe(true)
})

test('what was reshaped is the answer, not the world', async () => {
  const { ecs, names, faults, clusters } = await aws('unknown-enums')
  await ecs.describeClusters({ clusters: names })
  faults.clear()
  const answer = await ecs.describeClusters({ clusters: names })
  expect(new Set(answer.clusters?.map((one) => one.status))).toEqual(new Set(['ACTIVE']))
  expect(await clusters()).toHaveLength(12)
})

test('an error passes as it is', async () => {
  const { ecs } = await aws('duplicates')
  await expect(ecs.listTasks({ cluster: 'nowhere' })).rejects.toMatchObject({
    name: 'ClusterNotFoundException',
  })
})

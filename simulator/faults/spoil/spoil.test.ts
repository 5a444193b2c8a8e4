import { ECS } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layFoundation } from '../../scenarios/foundation.ts'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import type { Spoiling } from './spoiling.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12) })
})
afterAll(() => simulator.close())

let accounts = 440_000_000_000
/** A world of twelve clusters, a task definition and three target groups, whose answers are then spoiled. */
async function aws(spoil: Spoiling) {
  const { world, client } = testWorld(simulator, String(++accounts))
  const [ecs, elb] = [new ECS(client), new ElasticLoadBalancingV2(client)]
  const names = Array.from({ length: 12 }, (_, i) => `c${i}`)
  for (const clusterName of names) await ecs.createCluster({ clusterName })
  await ecs.registerTaskDefinition({
    family: 'web',
    containerDefinitions: [{ name: 'app', image: 'a', memory: 8 }],
  })
  const { vpcId } = layFoundation(world, 'test')
  for (const Name of ['a', 'b', 'c'])
    await elb.createTargetGroup({ Name, Protocol: 'HTTP', Port: 80, VpcId: vpcId })
  simulator.worlds.estate(world).faults.add([{ operation: '*', spoil }])
  return { account: world.account, ecs, elb, names }
}

/** The JavaScript types of one member over a list. */
const typesOf = (items: unknown[] | undefined, member: string) =>
  new Set(items?.map((item) => typeof (item as Record<string, unknown>)[member]))

test('nulls: in every list, and in the place of some members; the SDK hands them on', async () => {
  const { ecs, names } = await aws('nulls')
  const listed = await ecs.listClusters({})
  expect(listed.clusterArns).toContain(null)
  const { clusters = [], failures } = await ecs.describeClusters({ clusters: names })
  expect(clusters).toContain(null)
  expect(failures).toEqual([null])
  const there = clusters.filter(Boolean)
  expect(there.length).toBeGreaterThan(0)
  expect(typesOf(there, 'status')).toEqual(new Set(['string', 'undefined']))
})

test('nulls: in XML some elements are empty, and each list begins with one', async () => {
  const { elb } = await aws('nulls')
  const { TargetGroups = [] } = await elb.describeTargetGroups({})
  expect(TargetGroups).toHaveLength(4)
  expect(TargetGroups[0]?.TargetGroupArn).toBeUndefined()
  const texts = TargetGroups.slice(1).flatMap((one) => Object.values(one))
  expect(texts).toContain('')
})

test('wrong-types: some values are of another type, and the SDK hands them on', async () => {
  const { ecs, names } = await aws('wrong-types')
  const answer = await ecs.describeClusters({ clusters: names })
  expect(new Set(answer.clusters?.map((one) => typeof one))).toEqual(new Set(['object', 'string']))
  const clusters = answer.clusters?.filter((one) => typeof one === 'object')
  expect(typesOf(clusters, 'clusterName')).toEqual(new Set(['string', 'number']))
  expect(typesOf(clusters, 'runningTasksCount')).toEqual(new Set(['string', 'number']))
  expect(new Set(clusters?.map((one) => Array.isArray(one.tags)))).toEqual(new Set([true, false]))
})

test('wrong-types: in XML some numbers are words', async () => {
  const { elb } = await aws('wrong-types')
  const { TargetGroups = [] } = await elb.describeTargetGroups({})
  const numbers = TargetGroups.flatMap((one) => [
    one.Port,
    one.HealthCheckIntervalSeconds,
    one.HealthCheckTimeoutSeconds,
    one.HealthyThresholdCount,
    one.UnhealthyThresholdCount,
  ])
  expect(numbers.some((number) => Number.isNaN(number))).toBe(true)
  expect(numbers.some((number) => Number.isInteger(number))).toBe(true)
})

test('text-times: the SDK refuses an answer whose times are text', async () => {
  const { ecs, names } = await aws('text-times')
  await expect(ecs.describeTaskDefinition({ taskDefinition: 'web' })).rejects.toThrow(/Expected real number/)
  expect((await ecs.describeClusters({ clusters: names })).clusters).toHaveLength(12)
})

test('the same seed spoils the same values', async () => {
  const { ecs, names } = await aws('wrong-types')
  const first = await ecs.describeClusters({ clusters: names })
  const second = await ecs.describeClusters({ clusters: names })
  expect(second.clusters).toEqual(first.clusters)
})

test('an error passes as it is', async () => {
  const { account } = await aws('nulls')
  const scope = `${account}/20260921/eu-west-1/ecs/aws4_request`
  const response = await fetch(simulator.url, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListTasks',
      'content-type': 'application/x-amz-json-1.1',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: '{"cluster":"nowhere"}',
  })
  expect([response.status, await response.json()]).toEqual([
    400,
    { __type: 'ClusterNotFoundException', message: 'Cluster not found.' },
  ])
})

import { ECS } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import type { World } from '../../world.ts'

const now = Date.UTC(2026, 8, 21, 12, 34, 56)
const account = '111122223333'

let simulator: Simulator
let world: World
let client: ReturnType<typeof testWorld>['client']
let ecs: ECS
let clusterArns: string[]

/** The estate at full size takes some seconds of an idle machine. */
beforeAll(async () => {
  simulator = await startSimulator({ now })
  client = testWorld(simulator, account).client
  world = simulator.worlds.play({ account, region: client.region }, { name: 'large', now })
  ecs = new ECS(client)
  clusterArns = (await ecs.listClusters({})).clusterArns ?? []
}, 120_000)
afterAll(() => simulator.close())

/** What DescribeClusters says of each cluster, over all launch types. */
async function countsOf(): Promise<{ services: number; tasks: number }[]> {
  const { clusters = [] } = await ecs.describeClusters({ clusters: clusterArns, include: ['STATISTICS'] })
  return clusters.map(({ statistics = [] }) => {
    const sum = (what: RegExp) =>
      statistics.filter(({ name = '' }) => what.test(name)).reduce((all, { value }) => all + Number(value), 0)
    return { services: sum(/^active.*ServiceCount$/), tasks: sum(/^running.*TasksCount$/) }
  })
}

const sumOf = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)

test('20 clusters, 5,000 services, 20,000 running tasks; the biggest 1,000 and some 4,000', async () => {
  const counts = await countsOf()
  expect(counts).toHaveLength(20)
  expect(sumOf(counts.map((each) => each.services))).toBe(5000)
  expect(Math.abs(sumOf(counts.map((each) => each.tasks)) - 20_000)).toBeLessThanOrEqual(100)
  expect(counts[0]?.services).toBe(1000)
  expect(Math.abs(counts[0]!.tasks - 4000)).toBeLessThanOrEqual(200)
})

test('400 tasks have stopped within the hour', async () => {
  let stopped = 0
  for (const cluster of clusterArns)
    for (let nextToken: string | undefined, more = true; more; more = nextToken !== undefined) {
      const page = await ecs.listTasks({ cluster, desiredStatus: 'STOPPED', ...(nextToken && { nextToken }) })
      stopped += page.taskArns?.length ?? 0
      nextToken = page.nextToken
    }
  expect(Math.abs(stopped - 400)).toBeLessThanOrEqual(24)
})

test("target groups and load balancers keep AWS's limits", async () => {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
  const elb = new ElasticLoadBalancingV2(client)
  const { LoadBalancers = [] } = await elb.describeLoadBalancers({})
  expect(LoadBalancers.length).toBeLessThanOrEqual(50)
  let groups = 0
  for (const { LoadBalancerArn } of LoadBalancers) {
    const { TargetGroups = [] } = await elb.describeTargetGroups({ LoadBalancerArn })
    expect(TargetGroups.length).toBeLessThanOrEqual(100)
    const { Listeners = [] } = await elb.describeListeners({ LoadBalancerArn })
    const secure = Listeners.find((each) => each.Port === 443)
    const { Rules = [] } = await elb.describeRules({ ListenerArn: secure?.ListenerArn })
    expect(Rules.filter((rule) => !rule.IsDefault)).toHaveLength(TargetGroups.length)
    groups += TargetGroups.length
  }
  expect(groups).toBe(3000)
}, 60_000)

test('an hour later it is as large as before', async () => {
  const before = await countsOf()
  world.advance(3_600_000)
  const after = await countsOf()
  expect(after.map((each) => each.services)).toEqual(before.map((each) => each.services))
  expect(Math.abs(sumOf(after.map((each) => each.tasks)) - 20_000)).toBeLessThanOrEqual(100)
}, 60_000)

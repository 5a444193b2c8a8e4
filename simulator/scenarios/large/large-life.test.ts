import { ECS, type Service, type Task, waitUntilServicesStable } from '@aws-sdk/client-ecs'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import type { World } from '../../world.ts'
import { readEstate, tasksOf } from './read-estate.ts'

const now = Date.UTC(2026, 8, 21, 12, 34, 56)
const account = '111122223333'
const hourMs = 3_600_000

let simulator: Simulator
let world: World
let ecs: ECS
let client: ReturnType<typeof testWorld>['client']
let clusters: string[]

/** 1,000 services, of which each test reads what it needs. */
beforeAll(async () => {
  simulator = await startSimulator({ now })
  client = testWorld(simulator, account).client
  world = simulator.worlds.play(
    { account, region: client.region },
    { name: 'large', scale: 0.2, seed: 3, now },
  )
  ecs = new ECS(client)
  clusters = ((await ecs.listClusters({})).clusterArns ?? []).map((arn) => arn.split('/').at(-1) ?? '')
}, 60_000)
afterAll(() => simulator.close())

/** The last thing that ECS said of it is that it is steady. */
const isQuiet = ({ serviceName, events }: Service) =>
  events?.[0]?.message === `(service ${serviceName}) has reached a steady state.`

async function look(cluster: string, service: string): Promise<Service> {
  const { services } = await ecs.describeServices({ cluster, services: [service] })
  return services![0]!
}

async function stoppedTasks(from: ECS): Promise<Task[]> {
  const found: Task[] = []
  for (const cluster of clusters) found.push(...(await tasksOf(from, cluster, 'STOPPED')))
  return found
}

/** Kinds of ends by what AWS says of them, in the order in which they are asked. */
const ends: [kind: string, is: (task: Task) => boolean][] = [
  ['killed for its memory', (task) => task.containers?.[0]?.reason?.startsWith('OutOfMemoryError') === true],
  ['exited', (task) => task.stopCode === 'EssentialContainerExited' && task.containers?.[0]?.exitCode === 1],
  [
    'failed its ELB checks',
    (task) => task.stoppedReason?.startsWith('Task failed ELB health checks in') === true,
  ],
  [
    'image not there',
    (task) =>
      task.stopCode === 'TaskFailedToStart' &&
      /^CannotPullContainerError: .* not found$/.test(task.stoppedReason ?? ''),
  ],
  [
    'scaled in or replaced',
    (task) => task.stoppedReason?.startsWith('Scaling activity initiated by (deployment') === true,
  ],
]

const kindOf = (task: Task) => ends.find(([, is]) => is(task))?.[0]

test('tasks stopped for each of the reasons that AWS gives, 2 % as many as run', async () => {
  const stopped = await stoppedTasks(ecs)
  expect(stopped.length).toBeGreaterThanOrEqual(60)
  expect(stopped.length).toBeLessThanOrEqual(100)
  const kinds = new Set(stopped.map(kindOf))
  expect(kinds).toEqual(new Set(ends.map(([kind]) => kind)))
})

test('a still clock stands still', async () => {
  const before = await stoppedTasks(ecs)
  expect(await stoppedTasks(ecs)).toEqual(before)
  expect(world.now).toBe(now)
})

test('the quiet ones are stable to the waiter of the SDK and the AWS CLI', async () => {
  const cluster = clusters[1]!
  const { serviceArns = [] } = await ecs.listServices({ cluster, maxResults: 10 })
  const { services = [] } = await ecs.describeServices({ cluster, services: serviceArns })
  const quiet = services.filter(isQuiet).map((each) => each.serviceName!)
  expect(quiet.length).toBeGreaterThan(5)
  const limits = { client: ecs, minDelay: 1, maxWaitTime: 2 }
  expect((await waitUntilServicesStable(limits, { cluster, services: quiet })).state).toBe('SUCCESS')
})

test('five hundred metrics of three hours are there', async () => {
  const cluster = clusters[0]!
  const names: string[] = []
  for (let nextToken: string | undefined; names.length === 0 || nextToken;) {
    const page = await ecs.listServices({ cluster, maxResults: 100, ...(nextToken && { nextToken }) })
    names.push(...(page.serviceArns ?? []).map((arn) => arn.split('/').at(-1)!))
    nextToken = page.nextToken
  }
  const MetricDataQueries = Array.from({ length: 500 }, (_, i) => ({
    Id: `m${i}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/ECS',
        MetricName: i % 2 ? 'CPUUtilization' : 'MemoryUtilization',
        Dimensions: [
          { Name: 'ClusterName', Value: cluster },
          { Name: 'ServiceName', Value: names[(i >> 1) % names.length]! },
        ],
      },
      Period: 60,
      Stat: 'Average',
    },
  }))
  const answer = await new CloudWatch(client).getMetricData({
    StartTime: new Date(now - 3 * hourMs),
    EndTime: new Date(now),
    MetricDataQueries,
  })
  const results = answer.MetricDataResults ?? []
  expect(results).toHaveLength(500)
  const full = results.filter((each) => each.Values?.length === 180)
  expect(full.length).toBeGreaterThan(450)
  for (const { Values } of full) for (const value of Values!) expect(value >= 0 && value <= 100).toBe(true)
  expect(new Set(full.map((each) => Math.round(100 * (each.Values![0] ?? 0)))).size).toBeGreaterThan(50)
})

test('a stopped task is replaced, a service scaled and rolled out by force, as in any other estate', async () => {
  const cluster = clusters[2]!
  const { serviceArns = [] } = await ecs.listServices({ cluster, maxResults: 100 })
  const { services = [] } = await ecs.describeServices({ cluster, services: serviceArns.slice(0, 10) })
  const service = services.find((each) => each.loadBalancers?.length && (each.runningCount ?? 0) >= 2)!
  const { serviceName, desiredCount = 0 } = service
  const { taskArns = [] } = await ecs.listTasks({ cluster, serviceName })
  await ecs.stopTask({ cluster, task: taskArns[0], reason: 'tried' })
  world.advance(120_000)
  expect(await look(cluster, serviceName!)).toMatchObject({ runningCount: desiredCount, pendingCount: 0 })
  expect((await ecs.listTasks({ cluster, serviceName })).taskArns).not.toContain(taskArns[0])

  await ecs.updateService({ cluster, service: serviceName, desiredCount: desiredCount + 2 })
  world.advance(120_000)
  await ecs.updateService({ cluster, service: serviceName, forceNewDeployment: true })
  expect((await look(cluster, serviceName!)).deployments).toHaveLength(2)
  world.advance(600_000)
  const after = await look(cluster, serviceName!)
  expect(after).toMatchObject({ runningCount: desiredCount + 2, pendingCount: 0 })
  expect(after.deployments).toHaveLength(1)
  expect(after.deployments![0]!.id).not.toBe(service.deployments![0]!.id)
  const tasks = (await tasksOf(ecs, cluster, 'RUNNING')).filter(
    (task) => task.group === `service:${serviceName}`,
  )
  expect(tasks.map((task) => task.startedBy)).toEqual(tasks.map(() => after.deployments![0]!.id))
  const TargetGroupArn = after.loadBalancers?.[0]?.targetGroupArn
  const { TargetHealthDescriptions } = await new ElasticLoadBalancingV2(client).describeTargetHealth({
    TargetGroupArn,
  })
  expect(TargetHealthDescriptions?.map((each) => each.TargetHealth?.State)).toEqual(
    tasks.map(() => 'healthy'),
  )
})

/** Names of the services that have tasks which ended by themselves within the hour. */
async function loopsOf(from: ECS): Promise<Set<string>> {
  const ended = (await stoppedTasks(from)).filter((task) =>
    ['exited', 'killed for its memory'].includes(kindOf(task) ?? ''),
  )
  return new Set(ended.map(({ clusterArn, group }) => `${clusterArn} ${group}`))
}

test('for hours crash loops go on, now and then a service rolls out, and the rest is quiet', async () => {
  // Half as large, as all of it is read twice.
  const other = testWorld(simulator, '222233334444')
  const key = { account: '222233334444', region: client.region }
  simulator.worlds.play(key, { name: 'large', scale: 0.1, seed: 3, now })
  const own = new ECS(other.client)
  const read = async () => (await readEstate(own)).flatMap((each) => each.services)
  const deployments = new Map((await read()).map((each) => [each.serviceArn, each.deployments?.[0]?.id]))
  const loops = await loopsOf(own)
  expect(loops.size).toBeGreaterThanOrEqual(2)
  other.world.advance(6 * hourMs)
  expect(await loopsOf(own)).toEqual(loops)
  const after = await read()
  const rolled = after.filter((each) => deployments.get(each.serviceArn) !== each.deployments?.[0]?.id)
  expect(rolled.length).toBeGreaterThanOrEqual(2)
  expect(rolled.length).toBeLessThanOrEqual(20)
  expect(after.filter(isQuiet).length / after.length).toBeGreaterThan(0.97)
})

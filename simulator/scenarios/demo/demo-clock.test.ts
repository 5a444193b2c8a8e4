import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { EC2 } from '@aws-sdk/client-ec2'
import { ECR } from '@aws-sdk/client-ecr'
import { ECS, type Task } from '@aws-sdk/client-ecs'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { Scheduler } from '@aws-sdk/client-scheduler'
import { ServiceDiscovery } from '@aws-sdk/client-servicediscovery'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { errorCode, testWorld } from '../../services/test-world.ts'
import type { World } from '../../world.ts'

// Another account and region than the demo's own: nothing of it may be tied to them.
const account = '222233334444'
const region = 'us-west-2'
const midnight = Date.UTC(2026, 8, 22)
const minuteMs = 60_000

let simulator: Simulator
let world: World
let client: ReturnType<typeof testWorld>['client']
let ecs: ECS

beforeAll(async () => {
  simulator = await startSimulator({ now: midnight })
  world = simulator.worlds.play({ account, region }, { name: 'demo', now: midnight })
  client = testWorld(simulator, account, region).client
  ecs = new ECS(client)
})
afterAll(() => simulator.close())

const detail = (task: Task | undefined, name: string) =>
  task?.attachments?.[0]?.details?.find((one) => one.name === name)?.value

async function startedBy(by: string): Promise<Task[]> {
  const found: Task[] = []
  for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
    const { taskArns } = await ecs.listTasks({ cluster: 'data', desiredStatus })
    if (taskArns?.length)
      found.push(...((await ecs.describeTasks({ cluster: 'data', tasks: taskArns })).tasks ?? []))
  }
  return found.filter((task) => task.startedBy === by)
}

/** Many looks at a whole estate: slow by the clock on a busy machine. */
const patient = { timeout: 90_000 }

test(
  'for an hour, at every half minute: checkout rolls out, web serves, payments and flaky crash',
  patient,
  async () => {
    for (let i = 0; i < 120; i++) {
      const { services } = await ecs.describeServices({ cluster: 'shop-prod', services: ['checkout', 'web'] })
      const [checkout, web] = services ?? []
      expect(checkout?.deployments?.[0]?.rolloutState).toBe('IN_PROGRESS')
      expect(checkout?.deployments?.[0]?.failedTasks).toBe(0)
      expect(web).toMatchObject({ runningCount: 6, desiredCount: 6 })
      for (const [name, exitCode] of [
        ['payments', 137],
        ['flaky', 1],
      ] as const) {
        const recent = await stoppedSince(name, world.now - 10 * minuteMs)
        expect(recent.length).toBeGreaterThanOrEqual(3)
        expect(new Set(recent.map((task) => task.containers?.[0]?.exitCode))).toEqual(new Set([exitCode]))
      }
      world.advance(30_000)
    }
  },
)

async function stoppedSince(serviceName: string, since: number): Promise<Task[]> {
  const { taskArns } = await ecs.listTasks({ cluster: 'shop-prod', serviceName, desiredStatus: 'STOPPED' })
  const { tasks } = await ecs.describeTasks({ cluster: 'shop-prod', tasks: taskArns?.slice(0, 100) })
  return (tasks ?? []).filter((task) => (task.stoppedAt?.getTime() ?? 0) >= since)
}

test('nightly-report: the rule runs it at 02:00 UTC and it fails, this night and the next', async () => {
  const events = new EventBridge(client)
  const cluster = `arn:aws:ecs:${region}:${account}:cluster/data`
  expect((await events.listRuleNamesByTarget({ TargetArn: cluster })).RuleNames).toEqual(['nightly-report'])
  const rule = await events.describeRule({ Name: 'nightly-report' })
  expect(rule).toMatchObject({ State: 'ENABLED', ScheduleExpression: 'cron(0 2 * * ? *)' })
  for (const night of [midnight, midnight + 24 * 60 * minuteMs]) {
    world.advance(night + 120 * minuteMs - 1000 - world.now)
    expect(await startedBy('events-rule/nightly-report')).toEqual([])
    world.advance(5 * minuteMs)
    const [task, ...more] = await startedBy('events-rule/nightly-report')
    expect(more).toEqual([])
    expect(task?.createdAt).toEqual(new Date(night + 120 * minuteMs))
    expect(task).toMatchObject({ lastStatus: 'STOPPED', group: 'family:nightly-report' })
    expect(task?.containers?.[0]?.exitCode).toBe(1)
  }
})

test('hourly-export: the schedule runs it each hour and it succeeds', async () => {
  const { Schedules } = await new Scheduler(client).listSchedules({})
  expect(Schedules?.map((schedule) => schedule.Name)).toEqual(['hourly-export'])
  world.advance(60 * minuteMs)
  const tasks = await startedBy('chronos-schedule/hourly-export')
  expect(tasks.length).toBeGreaterThan(0)
  for (const task of tasks) {
    expect(task.createdAt?.getUTCMinutes()).toBe(10)
    if (task.lastStatus === 'STOPPED') expect(task.containers?.[0]?.exitCode).toBe(0)
  }
})

test('behind every image that runs there is one in ECR with the digest that ECS shows', async () => {
  const ecr = new ECR(client)
  const seen = new Set<string>()
  for (const cluster of ['shop-prod', 'shop-staging', 'data']) {
    const { taskArns } = await ecs.listTasks({ cluster })
    const { tasks } = await ecs.describeTasks({ cluster, tasks: taskArns })
    for (const container of tasks?.flatMap((task) => task.containers ?? []) ?? []) {
      if (container.imageDigest) seen.add(`${container.image} ${container.imageDigest}`)
    }
  }
  expect(seen.size).toBeGreaterThan(10)
  for (const line of seen) {
    const [image = '', imageDigest] = line.split(' ')
    const [, repositoryName, imageTag] = /amazonaws\.com\/(.+):(.+)$/.exec(image) ?? []
    const { imageDetails } = await ecr.describeImages({ repositoryName, imageIds: [{ imageTag }] })
    expect(imageDetails?.[0]?.imageDigest).toBe(imageDigest)
  }
  const missing = ecr.describeImages({ repositoryName: 'shop/mailer', imageIds: [{ imageTag: '1.7.0' }] })
  expect(await errorCode(missing)).toBe('ImageNotFoundException')
})

test('EC2 knows the instances behind the daemon and the interfaces of the tasks', async () => {
  const ec2 = new EC2(client)
  const { containerInstanceArns } = await ecs.listContainerInstances({ cluster: 'shop-prod' })
  const { containerInstances } = await ecs.describeContainerInstances({
    cluster: 'shop-prod',
    containerInstances: containerInstanceArns,
  })
  const ids = containerInstances?.map((one) => one.ec2InstanceId ?? '')
  const { Reservations } = await ec2.describeInstances({ InstanceIds: ids })
  expect(Reservations).toHaveLength(3)
  const { taskArns } = await ecs.listTasks({ cluster: 'shop-prod', serviceName: 'web' })
  const { tasks } = await ecs.describeTasks({ cluster: 'shop-prod', tasks: taskArns })
  const eni = detail(tasks?.[0], 'networkInterfaceId') ?? ''
  const { NetworkInterfaces } = await ec2.describeNetworkInterfaces({ NetworkInterfaceIds: [eni] })
  expect(NetworkInterfaces?.[0]?.PrivateIpAddress).toBe(detail(tasks?.[0], 'privateIPv4Address'))
  expect(NetworkInterfaces?.[0]?.Groups?.map((group) => group.GroupName)).toEqual(['shop-tasks'])
})

test('Cloud Map knows the tasks of payments that run, alarms know their metrics', async () => {
  const discovery = new ServiceDiscovery(client)
  const [service] = (await discovery.listServices({})).Services ?? []
  const { Instances } = await discovery.listInstances({ ServiceId: service?.Id })
  const { taskArns } = await ecs.listTasks({ cluster: 'shop-prod', serviceName: 'payments' })
  const { tasks } = await ecs.describeTasks({ cluster: 'shop-prod', tasks: taskArns })
  const running = tasks
    ?.filter((task) => task.lastStatus === 'RUNNING')
    .map((task) => task.taskArn?.split('/').at(-1))
  expect(Instances?.map((one) => one.Id).toSorted()).toEqual(running?.toSorted())
  const { MetricAlarms } = await new CloudWatch(client).describeAlarms({})
  const states = Object.fromEntries((MetricAlarms ?? []).map((alarm) => [alarm.AlarmName, alarm.StateValue]))
  expect(states['shop-prod-web-cpu-high']).toBe('OK')
  expect(states['shop-prod-payments-memory-high']).toBe('ALARM')
})

test('the log groups hold what the tasks write: access lines, JSON, stack traces, colours', async () => {
  const logs = new CloudWatchLogs(client)
  const lines = async (name: string, filterPattern?: string) => {
    const startTime = world.now - 10 * minuteMs
    const { events } = await logs.filterLogEvents({
      logGroupName: name,
      startTime,
      filterPattern,
      limit: 200,
    })
    return (events ?? []).map((event) => event.message ?? '')
  }
  expect((await lines('/ecs/shop-prod/web')).some((line) => /"GET \/\S* HTTP\/1\.1" 200/.test(line))).toBe(
    true,
  )
  const [order] = await lines('/ecs/shop-prod/checkout')
  expect(JSON.parse(order ?? '')).toMatchObject({ level: expect.any(String), time: expect.any(String) })
  expect(await lines('/ecs/shop-prod/payments', 'Killed')).not.toEqual([])
  expect((await lines('/ecs/shop-prod/flaky')).some((line) => line.startsWith('Traceback'))).toBe(true)
  expect((await lines('/ecs/shop-prod/reports')).some((line) => line.includes('\u001b[3'))).toBe(true)
})

test('auto scaling keeps web between 4 and 12, and has more stream workers by day than by night', async () => {
  const scaling = new ApplicationAutoScaling(client)
  const { ScalableTargets } = await scaling.describeScalableTargets({ ServiceNamespace: 'ecs' })
  const web = ScalableTargets?.find((one) => one.ResourceId === 'service/shop-prod/web')
  expect(web).toMatchObject({ MinCapacity: 4, MaxCapacity: 12 })
  const { ScalingPolicies } = await scaling.describeScalingPolicies({ ServiceNamespace: 'ecs' })
  expect(ScalingPolicies?.map((policy) => policy.PolicyType)).toEqual(['TargetTrackingScaling'])
  const counts = new Set<number | undefined>()
  for (let hour = 0; hour < 24; hour++) {
    const answer = await ecs.describeServices({ cluster: 'data', services: ['stream-worker'] })
    counts.add(answer.services?.[0]?.desiredCount)
    world.advance(60 * minuteMs)
  }
  expect(counts).toEqual(new Set([3, 6]))
  const { ScalingActivities } = await scaling.describeScalingActivities({ ServiceNamespace: 'ecs' })
  expect(ScalingActivities?.length).toBeGreaterThan(1)
  expect(new Set(ScalingActivities?.map((one) => one.ResourceId))).toEqual(
    new Set(['service/data/stream-worker']),
  )
})

test('checkout-staging: percentages that let nothing move hold its roll-out up, and ECS says so', async () => {
  const answer = await ecs.describeServices({ cluster: 'shop-staging', services: ['checkout-staging'] })
  const [service] = answer.services ?? []
  expect(service?.deployments?.map((each) => [each.status, each.rolloutState, each.runningCount])).toEqual([
    ['PRIMARY', 'IN_PROGRESS', 0],
    ['ACTIVE', 'COMPLETED', 1],
  ])
  const told = service?.events?.map((event) => event.message ?? '') ?? []
  expect(told.some((message) => message.includes('because of the service deployment configuration'))).toBe(
    true,
  )
})

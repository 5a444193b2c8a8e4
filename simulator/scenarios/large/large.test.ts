import { ECS, type Service } from '@aws-sdk/client-ecs'
import {
  ElasticLoadBalancingV2,
  paginateDescribeTargetGroups,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import { type ClusterRead, readEstate } from './read-estate.ts'

const now = Date.UTC(2026, 8, 21, 12, 34, 56)
const account = '111122223333'
const hourMs = 3_600_000

let simulator: Simulator
let ecs: ECS
let elb: ElasticLoadBalancingV2
let estate: ClusterRead[]
let services: Service[]
const groups: TargetGroup[] = []

/** 500 services and 2,000 tasks, each read: slow by the clock on a busy machine. */
beforeAll(async () => {
  simulator = await startSimulator({ now })
  const { client } = testWorld(simulator, account)
  simulator.worlds.play({ account, region: client.region }, { name: 'large', scale: 0.1, seed: 3, now })
  ecs = new ECS(client)
  elb = new ElasticLoadBalancingV2(client)
  estate = await readEstate(ecs)
  services = estate.flatMap((each) => each.services)
  for await (const { TargetGroups } of paginateDescribeTargetGroups({ client: elb }, {}))
    groups.push(...(TargetGroups ?? []))
}, 90_000)
afterAll(() => simulator.close())

const once = (ids: unknown[]) => expect(new Set(ids).size).toBe(ids.length)
const tagsOf = (service: Service) =>
  Object.fromEntries(service.tags?.map(({ key, value }) => [key, value]) ?? [])
const eventsOf = (service: Service) => service.events?.map(({ message = '' }) => message) ?? []

test('twenty clusters, 500 services, 2,000 running tasks; what is counted is what is listed', async () => {
  expect(estate).toHaveLength(20)
  expect(services).toHaveLength(500)
  const answer = await ecs.describeClusters({ clusters: estate.map((each) => each.name) })
  for (const { name, services: own, running } of estate) {
    const cluster = answer.clusters?.find((each) => each.clusterName === name)
    const count = (is: (status: string | undefined) => boolean) =>
      running.filter((task) => is(task.lastStatus)).length
    expect(cluster).toMatchObject({
      activeServicesCount: own.length,
      runningTasksCount: count((status) => status === 'RUNNING'),
      pendingTasksCount: count((status) => status !== 'RUNNING'),
    })
  }
  const running = estate.flatMap((each) => each.running)
  expect(Math.abs(running.length - 2000)).toBeLessThanOrEqual(20)
})

test('a service has as many tasks as it says; nothing has the same id twice', () => {
  for (const { services: own, running } of estate)
    for (const { serviceName, runningCount, pendingCount } of own) {
      const tasks = running.filter((task) => task.group === `service:${serviceName}`)
      const run = tasks.filter((task) => task.lastStatus === 'RUNNING')
      expect([serviceName, run.length, tasks.length]).toEqual([
        serviceName,
        runningCount,
        (runningCount ?? 0) + (pendingCount ?? 0),
      ])
    }
  const tasks = estate.flatMap((each) => [...each.running, ...each.stopped])
  once(tasks.map((task) => task.taskArn))
  once(tasks.flatMap((task) => task.containers?.map((each) => each.containerArn) ?? []))
  once(services.map((each) => each.serviceArn))
  once(services.flatMap((each) => each.deployments?.map(({ id }) => id) ?? []))
  once(services.flatMap((each) => each.events?.map(({ id }) => id) ?? []))
  const addresses = estate
    .flatMap((each) => each.running)
    .flatMap((task) => task.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? [])
  expect(addresses.length).toBeGreaterThan(1900)
  once(addresses)
})

test('names of several habits, each once in its cluster; tags of team, env and tier', () => {
  for (const { services: own } of estate)
    expect(new Set(own.map((each) => each.serviceName)).size).toBe(own.length)
  const names = services.map(({ serviceName = '' }) => serviceName)
  for (const habit of [
    /^[a-z-]+-[a-z]+$/,
    /^[a-z]+_[a-z_]+$/,
    /^[A-Z][A-Za-z]+$/,
    /^svc-/,
    /-v\d$/,
    /-(eu|uk)$/,
  ])
    expect(names.filter((name) => habit.test(name)).length).toBeGreaterThan(5)
  for (const service of services) {
    const { team, env, tier } = tagsOf(service)
    expect(team).toMatch(/^[a-z-]+$/)
    expect(['prod', 'staging', 'dev']).toContain(env)
    expect(['1', '2', '3']).toContain(tier)
  }
})

test('60 % have one target group of ip targets each, of the others half a container health check', async () => {
  const balanced = services.filter((each) => each.loadBalancers?.length)
  expect(balanced).toHaveLength(300)
  const arns = balanced.map((each) => each.loadBalancers?.[0]?.targetGroupArn)
  expect(new Set(arns)).toEqual(new Set(groups.map((each) => each.TargetGroupArn)))
  expect(groups).toHaveLength(300)
  for (const group of groups) expect(group).toMatchObject({ TargetType: 'ip', HealthCheckPath: '/healthz' })
  let checked = 0
  for (const service of services) {
    if (service.loadBalancers?.length) continue
    const { taskDefinition } = await ecs.describeTaskDefinition({ taskDefinition: service.taskDefinition })
    if (taskDefinition?.containerDefinitions?.[0]?.healthCheck) checked++
  }
  expect(checked).toBe(100)
})

test('each running task of a service with a target group is registered in it, and nothing else is', async () => {
  let healthy = 0
  for (const { services: own, running } of estate)
    for (const { serviceName, loadBalancers } of own) {
      const TargetGroupArn = loadBalancers?.[0]?.targetGroupArn
      if (!TargetGroupArn) continue
      const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({ TargetGroupArn })
      const present = TargetHealthDescriptions.filter((each) => each.TargetHealth?.State !== 'draining')
      // A task is registered just before it is RUNNING.
      const tasks = running.filter(
        ({ group, lastStatus = '' }) =>
          group === `service:${serviceName}` && ['ACTIVATING', 'RUNNING'].includes(lastStatus),
      )
      const addresses = tasks.map((task) => task.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address)
      expect(new Set(present.map((each) => each.Target?.Id))).toEqual(new Set(addresses))
      expect(present).toHaveLength(addresses.length)
      healthy += present.filter((each) => each.TargetHealth?.State === 'healthy').length
    }
  expect(healthy).toBeGreaterThan(1100)
}, 60_000)

test('nearly all run on Fargate in awsvpc mode, some on Spot, some on instances', () => {
  const tasks = estate.flatMap((each) => each.running)
  const share = (is: (task: (typeof tasks)[number]) => boolean) => tasks.filter(is).length / tasks.length
  expect(share((task) => task.launchType === 'FARGATE')).toBeGreaterThan(0.95)
  expect(share((task) => task.capacityProviderName === 'FARGATE_SPOT')).toBeGreaterThan(0.03)
  expect(share((task) => task.launchType === 'EC2')).toBeGreaterThan(0.003)
})

test('97 % have one deployment, completed, and all that they want', () => {
  const calm = services.filter(
    ({ deployments, desiredCount, runningCount }) =>
      deployments?.length === 1 &&
      deployments[0]?.rolloutState === 'COMPLETED' &&
      runningCount === desiredCount &&
      desiredCount !== 0,
  )
  expect(calm.length / services.length).toBeGreaterThan(0.96)
  expect(services.filter((each) => each.desiredCount === 0)).toHaveLength(11)
  expect(services.filter((each) => (each.deployments?.length ?? 0) > 1).length).toBeGreaterThanOrEqual(1)
})

test('what is quiet was told so each six hours, after its tasks were started and registered', () => {
  const quiet = services.filter(({ serviceName, events = [] }) =>
    events
      .slice(0, 3)
      .every((each) => each.message === `(service ${serviceName}) has reached a steady state.`),
  )
  expect(quiet.length).toBeGreaterThan(300)
  let full = 0
  for (const { events = [] } of quiet) {
    for (const [i, { createdAt }] of events.slice(0, 2).entries())
      expect(createdAt!.getTime() - events[i + 1]!.createdAt!.getTime()).toBe(6 * hourMs)
    expect(now - events[0]!.createdAt!.getTime()).toBeLessThan(6 * hourMs)
    if (events.length === 100) full++
  }
  expect(full).toBeGreaterThan(30)
  const [young] = quiet
    .filter((each) => each.loadBalancers?.length && (each.events?.length ?? 0) < 50)
    .map((each) => eventsOf(each).toReversed())
  expect(young?.[0]).toMatch(/^\(service \S+\) has started \d+ tasks: \(task [0-9a-f]{32}\)/)
  expect(young?.[1]).toMatch(/^\(service \S+\) registered 1 targets in \(target-group arn:aws:elasticload/)
  expect(young?.find((message) => message.includes('deployment completed'))).toBeTruthy()
})

test('2 % as many tasks as run have stopped within the hour', () => {
  const stopped = estate.flatMap((each) => each.stopped)
  expect(stopped.length).toBeGreaterThanOrEqual(30)
  expect(stopped.length).toBeLessThanOrEqual(50)
  for (const { stoppedAt } of stopped)
    if (stoppedAt) expect(now - stoppedAt.getTime()).toBeLessThanOrEqual(hourMs)
})

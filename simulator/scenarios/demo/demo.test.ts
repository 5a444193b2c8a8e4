import { ECS, paginateListTasks, type Service, type Task } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'

const account = '111122223333'
const region = 'eu-west-1'
const birth = Date.UTC(2026, 8, 21, 12, 34, 56)
const hour = 3600
const cluster = 'shop-prod'

let simulator: Simulator
let ecs: ECS
let elb: ElasticLoadBalancingV2
let now = birth

beforeAll(async () => {
  simulator = await startSimulator({ now: birth })
  const { client } = testWorld(simulator, account, region)
  ecs = new ECS(client)
  elb = new ElasticLoadBalancingV2(client)
  await control('scenario', { name: 'demo', now: new Date(birth).toISOString() })
})
afterAll(() => simulator.close())

async function control(verb: string, body: unknown): Promise<void> {
  const answer = await fetch(`${simulator.url}/_sim/${account}/${region}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
  now = Date.parse(((await answer.json()) as { now: string }).now)
}

async function serviceOf(name: string): Promise<Service> {
  const { services } = await ecs.describeServices({ cluster, services: [name] })
  const [service] = services ?? []
  if (!service) throw new Error(`no service ${name}`)
  return service
}

async function tasksOf(serviceName: string, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const { taskArns } of paginateListTasks(
    { client: ecs },
    { cluster, serviceName, desiredStatus },
  )) {
    if (taskArns?.length) tasks.push(...((await ecs.describeTasks({ cluster, tasks: taskArns })).tasks ?? []))
  }
  return tasks
}

async function targetsOf({ loadBalancers }: Service) {
  const TargetGroupArn = loadBalancers?.[0]?.targetGroupArn
  return (await elb.describeTargetHealth({ TargetGroupArn })).TargetHealthDescriptions ?? []
}

const exitOf = (task: Task) => task.containers?.find((one) => one.name === 'app')?.exitCode
const within = (ms: number) => (task: Task) =>
  now - (task.stoppedAt ?? task.stoppingAt ?? new Date(0)).getTime() <= ms
const lifeMs = (task: Task) => (task.stoppingAt?.getTime() ?? 0) - (task.startedAt?.getTime() ?? 0)
const tenMinutes = 600_000

const stages = [
  ['at its birth', 0],
  ['an hour later', hour],
  ['a day later', 23 * hour],
  ['a week later', 6 * 24 * hour],
  ['at another minute of that hour', 17 * 60 + 11],
] as const

describe.each(stages)('the demo %s', (_when, seconds) => {
  beforeAll(() => control('advance', { seconds }))

  test('web: six tasks behind a load balancer, all healthy, nothing under way', async () => {
    const web = await serviceOf('web')
    expect(web).toMatchObject({ desiredCount: 6, runningCount: 6, pendingCount: 0 })
    expect(web.deployments).toHaveLength(1)
    expect(web.deployments?.[0]?.rolloutState).toBe('COMPLETED')
    const targets = await targetsOf(web)
    expect(targets.map((target) => target.TargetHealth?.State)).toEqual(Array(6).fill('healthy'))
  })

  test('checkout: an ordinary roll-out is under way and no task stopped that was not meant to', async () => {
    const checkout = await serviceOf('checkout')
    const [primary, old] = checkout.deployments ?? []
    expect(primary).toMatchObject({ status: 'PRIMARY', rolloutState: 'IN_PROGRESS', failedTasks: 0 })
    // In its last minute only old tasks are left that drain their connections.
    expect(old === undefined || old.status === 'ACTIVE').toBe(true)
    expect(checkout.runningCount).toBeGreaterThanOrEqual(4)
    const stopped = await tasksOf('checkout', 'STOPPED')
    expect(stopped.length).toBeGreaterThan(0)
    for (const task of stopped) {
      expect(task.stopCode).toBe('ServiceSchedulerInitiated')
      expect(task.stoppedReason).toMatch(/^Scaling activity initiated by/)
    }
    const states = (await targetsOf(checkout)).map((target) => target.TargetHealth?.State)
    expect(states.filter((state) => state === 'healthy').length).toBeGreaterThanOrEqual(4)
    expect(states).not.toContain('unhealthy')
  })

  test('payments: killed for its memory at least three times in ten minutes, on its latest revision', async () => {
    const payments = await serviceOf('payments')
    expect(payments.taskDefinition).toMatch(/:task-definition\/payments:42$/)
    expect(payments.deploymentConfiguration?.deploymentCircuitBreaker?.enable).toBe(false)
    const recent = (await tasksOf('payments', 'STOPPED')).filter(within(tenMinutes))
    expect(recent.length).toBeGreaterThanOrEqual(3)
    for (const task of recent) {
      expect(task).toMatchObject({ stopCode: 'EssentialContainerExited' })
      expect(exitOf(task)).toBe(137)
      expect(task.containers?.[0]?.reason).toMatch(/^OutOfMemoryError/)
      expect(task.taskDefinitionArn).toMatch(/payments:42$/)
      expect(lifeMs(task)).toBeLessThan(90_000)
    }
    const { taskDefinition } = await ecs.describeTaskDefinition({ taskDefinition: 'payments:41' })
    expect(taskDefinition?.status).toBe('ACTIVE')
  })

  test('search: tasks run, every target fails with 404, and ECS leaves them alone', async () => {
    const search = await serviceOf('search')
    expect(search).toMatchObject({ desiredCount: 3, runningCount: 3 })
    const targets = await targetsOf(search)
    expect(targets).toHaveLength(3)
    for (const { TargetHealth } of targets) {
      expect(TargetHealth).toMatchObject({ State: 'unhealthy', Reason: 'Target.ResponseCodeMismatch' })
      expect(TargetHealth?.Description).toContain('404')
    }
    const [oldest] = (await tasksOf('search', 'RUNNING')).map(
      (task) => now - (task.startedAt?.getTime() ?? now),
    )
    expect(oldest).toBeLessThan((search.healthCheckGracePeriodSeconds ?? 0) * 1000)
  })

  test('mailer: its image cannot be pulled, no task ever ran', async () => {
    const mailer = await serviceOf('mailer')
    expect(mailer).toMatchObject({ desiredCount: 2, runningCount: 0 })
    expect(
      mailer.events?.some((event) => /unable to consistently start tasks/.test(event.message ?? '')),
    ).toBe(true)
    const stopped = await tasksOf('mailer', 'STOPPED')
    expect(stopped.length).toBeGreaterThan(0)
    for (const task of stopped) {
      expect(task.startedAt).toBeUndefined()
      expect(task.stopCode).toBe('TaskFailedToStart')
      expect(task.stoppedReason).toMatch(/^CannotPullContainerError: .*shop\/mailer:1\.7\.0: not found/)
    }
  })

  test('reports: runs, and nothing checks it', async () => {
    const reports = await serviceOf('reports')
    expect(reports).toMatchObject({ desiredCount: 1, runningCount: 1, loadBalancers: [] })
    const [task] = await tasksOf('reports', 'RUNNING')
    expect(task).toMatchObject({ lastStatus: 'RUNNING', healthStatus: 'UNKNOWN' })
    const { taskDefinition } = await ecs.describeTaskDefinition({ taskDefinition: task?.taskDefinitionArn })
    expect(taskDefinition?.containerDefinitions?.some((one) => one.healthCheck)).toBe(false)
  })

  test('image-resizer: no instance has the memory', async () => {
    const resizer = await serviceOf('image-resizer')
    expect(resizer).toMatchObject({ desiredCount: 2, runningCount: 0, pendingCount: 0, launchType: 'EC2' })
    const told = resizer.events?.find((event) => /was unable to place a task/.test(event.message ?? ''))
    expect(told?.message).toContain('insufficient memory available')
    expect(now - (told?.createdAt?.getTime() ?? 0)).toBeLessThanOrEqual(6 * hour * 1000)
  })

  test('legacy-admin: desired count 0, nothing left', async () => {
    expect(await serviceOf('legacy-admin')).toMatchObject({
      desiredCount: 0,
      runningCount: 0,
      pendingCount: 0,
    })
  })

  test('flaky: tasks run for some minutes and exit 1, long after its only deployment', async () => {
    const flaky = await serviceOf('flaky')
    expect(flaky.deployments).toHaveLength(1)
    expect(flaky.deployments?.[0]).toMatchObject({ rolloutState: 'COMPLETED' })
    expect(now - (flaky.deployments?.[0]?.createdAt?.getTime() ?? now)).toBeGreaterThan(5 * hour * 1000)
    const recent = (await tasksOf('flaky', 'STOPPED')).filter(within(tenMinutes))
    expect(recent.length).toBeGreaterThanOrEqual(3)
    for (const task of recent) {
      expect(task.stopCode).toBe('EssentialContainerExited')
      expect(exitOf(task)).toBe(1)
      expect(lifeMs(task)).toBeGreaterThan(2 * 60_000)
      expect(lifeMs(task)).toBeLessThan(5 * 60_000)
    }
  })

  test('metrics-agent: a daemon on each of the three instances, healthy by its own check', async () => {
    const agent = await serviceOf('metrics-agent')
    expect(agent).toMatchObject({ schedulingStrategy: 'DAEMON', desiredCount: 3, runningCount: 3 })
    const tasks = await tasksOf('metrics-agent', 'RUNNING')
    expect(tasks.map((task) => task.healthStatus)).toEqual(['HEALTHY', 'HEALTHY', 'HEALTHY'])
    expect(new Set(tasks.map((task) => task.containerInstanceArn)).size).toBe(3)
  })

  test('Container Insights: standard, off and enhanced', async () => {
    const clusters = ['shop-prod', 'shop-staging', 'data', 'empty']
    const answer = await ecs.describeClusters({ clusters, include: ['SETTINGS', 'STATISTICS'] })
    const insights = answer.clusters?.map((one) => [one.clusterName, one.settings?.[0]?.value])
    expect(Object.fromEntries(insights ?? [])).toEqual({
      'shop-prod': 'enabled',
      'shop-staging': 'disabled',
      data: 'enhanced',
      empty: 'disabled',
    })
    const empty = answer.clusters?.find((one) => one.clusterName === 'empty')
    expect(empty).toMatchObject({ activeServicesCount: 0, runningTasksCount: 0 })
  })
})

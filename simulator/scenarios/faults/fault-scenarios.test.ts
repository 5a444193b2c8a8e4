import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { ECS } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import { faultScenarios } from './fault-scenarios.ts'

const now = '2026-09-21T12:34:56.000Z'
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now: Date.parse(now) })
})
afterAll(() => simulator.close())

let accounts = 460_000_000_000
/** A world in which a scenario was played as a test of a browser plays it: by the control API. */
async function play(name: string, maxAttempts = 1) {
  const account = String(++accounts)
  const answer = await fetch(`${simulator.url}/_sim/${account}/eu-west-1/scenario`, {
    method: 'POST',
    body: JSON.stringify({ name, now, seed: 7 }),
  })
  expect(answer.status).toBe(200)
  const { world, client: settings } = testWorld(simulator, account)
  const client = { ...settings, maxAttempts }
  return {
    account,
    world,
    now: ((await answer.json()) as { now: string }).now,
    ecs: new ECS(client),
    elb: new ElasticLoadBalancingV2(client),
    cloudwatch: new CloudWatch(client),
    scaling: new ApplicationAutoScaling(client),
    sts: new STS(client),
  }
}

/** What a call comes to: `answered`, or the name of its error. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: Error) => error.name,
  )

async function outcomes(times: number, send: () => Promise<unknown>) {
  const found: string[] = []
  for (let i = 0; i < times; i++) found.push(await outcome(send()))
  return found
}
const share = (found: string[], name: string) => found.filter((one) => one === name).length / found.length
const scaleOut = { cluster: 'shop-prod', service: 'reports', desiredCount: 2 }

test('their names say that they are faults', () => {
  expect(Object.keys(faultScenarios).filter((name) => !name.startsWith('fault-'))).toEqual([])
})

test.each(
  Object.keys(faultScenarios).filter((name) => !/hang|half|reset|slow|tail|expired|skewed/.test(name)),
)('%s: the estate is there, who the caller is stays answered, and writes are not hit', async (name) => {
  const { sts, ecs, world, now: then } = await play(name)
  expect(then).toBe(now)
  expect((await sts.getCallerIdentity({})).Account).toBe(world.account)
  expect((await ecs.updateService(scaleOut)).service?.desiredCount).toBe(2)
})

test.each([
  ['fault-throttled-20', 0.2],
  ['fault-throttled-50', 0.5],
  ['fault-throttled-90', 0.9],
])('%s: as many reads are throttled', async (name, probability) => {
  const { ecs, elb } = await play(name)
  const found = await outcomes(200, () => ecs.listClusters({}))
  expect(share(found, 'ThrottlingException')).toBeCloseTo(probability, 0.9)
  expect(share(found, 'answered')).toBeCloseTo(1 - probability, 0.9)
  expect(await outcomes(40, () => elb.describeTargetGroups({}))).toContain('Throttling')
})

test('fault-errors: three in ten fail, with 500 or 503', async () => {
  const { ecs, elb } = await play('fault-errors')
  const found = await outcomes(300, () => ecs.listClusters({}))
  expect(new Set(found)).toEqual(new Set(['answered', 'ServerException', 'ServiceUnavailableException']))
  expect(share(found, 'answered')).toBeGreaterThan(0.6)
  expect(share(found, 'answered')).toBeLessThan(0.8)
  const balancing = await outcomes(100, () => elb.describeTargetGroups({}))
  expect(new Set(balancing)).toEqual(new Set(['answered', 'InternalFailure', 'ServiceUnavailable']))
})

test('fault-html: a gateway answers in the place of AWS', async () => {
  const { ecs, elb } = await play('fault-html')
  await expect(ecs.listClusters({})).rejects.toMatchObject({
    name: 'SyntaxError',
    $metadata: { httpStatusCode: 502 },
    $response: { headers: { 'content-type': 'text/html; charset=utf-8' } },
  })
  await expect(elb.describeTargetGroups({})).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } })
})

test.each([
  ['fault-slow-2', 2_000],
  ['fault-slow-5', 5_000],
])('%s: every read waits, no write does', async (name, latencyMs) => {
  const { world } = await play(name)
  const { faults } = simulator.worlds.estate(world)
  expect(faults.strike('ecs.DescribeTasks', world)).toEqual({ latencyMs })
  expect(faults.strike('elbv2.DescribeTargetHealth', world)).toEqual({ latencyMs })
  expect(faults.strike('ecs.UpdateService', world)).toEqual({ latencyMs: 0 })
})

test.each([
  ['fault-hang', ['hang']],
  ['fault-half-answer', ['half-then-silence', 'half-then-close']],
  ['fault-reset', ['reset']],
])('%s: three reads in ten end as %j, no write does', async (name, ends) => {
  const { world } = await play(name)
  const { faults } = simulator.worlds.estate(world)
  const found = Array.from({ length: 400 }, () => faults.strike('ecs.DescribeTasks', world).end)
  const kinds = found.map((end) => (end?.kind === 'cut' ? end.cut : (end?.kind ?? 'answered')))
  expect(new Set(kinds)).toEqual(new Set(['answered', ...ends]))
  expect(share(kinds, 'answered')).toBeGreaterThan(0.62)
  expect(share(kinds, 'answered')).toBeLessThan(0.78)
  expect(faults.strike('ecs.StopTask', world)).toEqual({ latencyMs: 0 })
})

test('fault-heavy-tail: one read in a hundred takes half a minute', async () => {
  const { world } = await play('fault-heavy-tail')
  const { faults } = simulator.worlds.estate(world)
  const delays = Array.from({ length: 2_000 }, () => faults.strike('ecs.ListTasks', world).latencyMs)
  expect(delays.filter((ms) => ms === 30_000).length).toBeGreaterThan(5)
  expect(delays.filter((ms) => ms === 30_000).length).toBeLessThan(40)
})

test('fault-empty-200: the SDK reads answers without members', async () => {
  const { ecs, elb } = await play('fault-empty-200')
  const { $metadata, ...list } = await ecs.listClusters({})
  expect([$metadata.httpStatusCode, list]).toEqual([200, {}])
  const { $metadata: also, ...described } = await ecs.describeClusters({ clusters: ['shop-prod'] })
  expect([also.httpStatusCode, described]).toEqual([200, {}])
  const { TargetGroups } = await elb.describeTargetGroups({})
  expect(TargetGroups).toBeUndefined()
})

test('fault-wrong-types: some values, and some answers that the SDK refuses', async () => {
  const { ecs } = await play('fault-wrong-types')
  const { serviceArns = [] } = await ecs.listServices({ cluster: 'shop-prod', maxResults: 100 })
  expect(new Set(serviceArns.map((arn) => typeof arn))).toEqual(new Set(['string', 'number']))
  await expect(ecs.describeTaskDefinition({ taskDefinition: 'web' })).rejects.toThrow(/Expected real number/)
})

test.each([
  ['fault-nulls', (arns: unknown[]) => arns.includes(null)],
  ['fault-duplicates', (arns: unknown[]) => arns.length === 20 && new Set(arns).size === 10],
])('%s: in the list of services', async (name, holds) => {
  const { ecs } = await play(name)
  const { serviceArns = [] } = await ecs.listServices({ cluster: 'shop-prod', maxResults: 100 })
  expect(holds(serviceArns)).toBe(true)
})

test('fault-unknown-enums: launch types, statuses and target states that are new', async () => {
  const { ecs, elb } = await play('fault-unknown-enums')
  const { taskArns } = await ecs.listTasks({ cluster: 'shop-prod' })
  const { tasks = [] } = await ecs.describeTasks({ cluster: 'shop-prod', tasks: taskArns })
  expect(tasks.map((task) => task.launchType)).toContain('NEW_FARGATE')
  expect(tasks.map((task) => task.lastStatus)).toEqual(expect.arrayContaining(['RUNNING', 'NEW_RUNNING']))
  const { TargetGroups = [] } = await elb.describeTargetGroups({})
  const states: (string | undefined)[] = []
  for (const { TargetGroupArn } of TargetGroups) {
    const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({ TargetGroupArn })
    states.push(...TargetHealthDescriptions.map((one) => one.TargetHealth?.State))
  }
  expect(states).toEqual(expect.arrayContaining(['healthy', 'new-healthy']))
})

test.each(['fault-repeated-token', 'fault-endless-pages'])(
  '%s: the list of clusters has no end',
  async (name) => {
    const { ecs } = await play(name)
    let { nextToken } = await ecs.listClusters({})
    for (let i = 0; i < 5; i++) ({ nextToken } = await ecs.listClusters({ nextToken }))
    expect(nextToken).toBeDefined()
  },
)

test.each([
  ['fault-failures-one', 1],
  ['fault-failures-all', 4],
  ['fault-failures-many', 1004],
])('%s: %i failures', async (name, failures) => {
  const { ecs } = await play(name)
  const clusters = ['shop-prod', 'shop-staging', 'data', 'empty']
  expect((await ecs.describeClusters({ clusters })).failures).toHaveLength(failures)
})

test('fault-failures-some: of the tasks, some', async () => {
  const { ecs } = await play('fault-failures-some')
  const { taskArns = [] } = await ecs.listTasks({ cluster: 'shop-prod' })
  const { tasks = [], failures = [] } = await ecs.describeTasks({ cluster: 'shop-prod', tasks: taskArns })
  expect(tasks.length + failures.length).toBe(taskArns.length)
  expect(tasks.length).toBeGreaterThan(failures.length)
  expect(failures.length).toBeGreaterThan(1)
})

describe('denied', () => {
  const query = { MetricDataQueries: [], StartTime: new Date(0), EndTime: new Date(60_000) }
  const calls = (aws: Awaited<ReturnType<typeof play>>) => ({
    elbv2: () => aws.elb.describeTargetGroups({}),
    cloudwatch: () => aws.cloudwatch.getMetricData(query),
    autoscaling: () => aws.scaling.describeScalableTargets({ ServiceNamespace: 'ecs' }),
    'describe-services': () => aws.ecs.describeServices({ cluster: 'shop-prod', services: ['web'] }),
    other: () => aws.ecs.listServices({ cluster: 'shop-prod' }),
  })

  test.each([
    ['elbv2', 'AccessDenied', 403, 'elasticloadbalancing:DescribeTargetGroups'],
    ['cloudwatch', 'AccessDeniedException', 400, 'cloudwatch:GetMetricData'],
    ['autoscaling', 'AccessDeniedException', 400, 'application-autoscaling:DescribeScalableTargets'],
    ['describe-services', 'AccessDeniedException', 400, 'ecs:DescribeServices'],
  ] as const)(
    'fault-denied-%s: %s %i, the sentence names %s; nothing else is',
    async (name, code, status, action) => {
      const all = calls(await play(`fault-denied-${name}`))
      for (const [other, call] of Object.entries(all))
        if (other !== name) expect(await outcome(call())).not.toMatch(/Denied/)
      await expect(all[name]()).rejects.toMatchObject({
        name: code,
        $metadata: { httpStatusCode: status },
        message: expect.stringMatching(
          new RegExp(`^User: arn:aws:iam::\\d{12}:user/quayside is not authorized to perform: ${action} `),
        ) as string,
      })
    },
  )
})

test('fault-expired: for two minutes all is well, then every call is refused, writes too', async () => {
  const { ecs, elb, sts, world } = await play('fault-expired')
  const all = () => [
    ecs.listClusters({}),
    elb.describeTargetGroups({}),
    sts.getCallerIdentity({}),
    ecs.updateService(scaleOut),
  ]
  world.advance(119_000)
  expect(await Promise.all(all().map(outcome))).toEqual(Array(4).fill('answered'))
  world.advance(1_000)
  const [first = Promise.reject(new Error('none')), ...rest] = all()
  await expect(first).rejects.toMatchObject({
    name: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
    $metadata: { httpStatusCode: 400 },
  })
  expect(await Promise.all(rest.map(outcome))).toEqual([
    'ExpiredToken',
    'ExpiredToken',
    'ExpiredTokenException',
  ])
})

test('fault-skewed: AWS is ten minutes ahead, refuses, and lets through who corrects its clock', async () => {
  const { ecs, now: then, world } = await play('fault-skewed')
  expect(Date.parse(then) - Date.parse(now)).toBe(600_000)
  // As far ahead of the wall clock, by which this client signs.
  world.reset(Date.now() + 600_000)
  expect(await outcome(ecs.listClusters({}))).toBe('InvalidSignatureException')
  const patient = await play('fault-skewed', 3)
  expect((await patient.ecs.listClusters({})).clusterArns).toHaveLength(4)
})

import { CloudWatch, type MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { runningService } from '../running-service.ts'
import { errorCode, testWorld } from '../test-world.ts'

const minute = 60_000
const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now })
})
afterAll(() => simulator.close())

const byService = { ClusterName: 'shop', ServiceName: 'web' }
const dimensions = (all: Record<string, string>) =>
  Object.entries(all).map(([Name, Value]) => ({ Name, Value }))
function query(
  Id: string,
  MetricName: string,
  all: Record<string, string> = byService,
  { Stat = 'Average', Period = 60, Namespace = 'AWS/ECS' } = {},
): MetricDataQuery {
  return { Id, MetricStat: { Metric: { Namespace, MetricName, Dimensions: dimensions(all) }, Stat, Period } }
}

test('a service has CPU and memory for the complete minutes in which its tasks ran, and the same ones when asked again', async () => {
  const { world, client } = await runningService(simulator, '400000000001', {
    cpu: () => 0.25,
    memory: () => 0.5,
  })
  const cloudwatch = new CloudWatch(client)
  const ask = () =>
    cloudwatch.getMetricData({
      StartTime: new Date(now - 10 * minute),
      EndTime: new Date(now + 60 * minute),
      MetricDataQueries: [
        query('cpu', 'CPUUtilization'),
        query('memory', 'MemoryUtilization', { ClusterName: 'shop' }, { Stat: 'Maximum' }),
        query('samples', 'CPUUtilization', byService, { Stat: 'SampleCount', Period: 300 }),
        { Id: 'twice', Expression: 'cpu * 2', Label: 'twice' },
      ],
    })
  expect((await ask()).MetricDataResults?.map((result) => result.Values)).toEqual([[], [], [], []])
  world.advance(10 * minute + 30_000)
  const { MetricDataResults = [] } = await ask()
  const [cpu, memory, samples, twice] = MetricDataResults
  expect(cpu?.StatusCode).toBe('Complete')
  // Newest first; the running minute is not there yet.
  expect(cpu?.Timestamps?.[0]?.getTime()).toBe(now + 9 * minute)
  expect(cpu?.Timestamps?.every((at) => at.getTime() % minute === 0 && at.getTime() >= now)).toBe(true)
  expect(cpu?.Values?.every((value) => Math.abs(value - 25) < 1e-9)).toBe(true)
  expect(memory?.Values?.every((value) => Math.abs(value - 50) < 1e-9)).toBe(true)
  expect(samples?.Values?.[0]).toBe(10)
  expect(twice).toMatchObject({ Label: 'twice', Values: cpu?.Values?.map((value) => value * 2) })
  world.advance(20_000)
  expect((await ask()).MetricDataResults).toEqual(MetricDataResults)
})

test('minutes without a running task have no data', async () => {
  const { world, client, ecs } = await runningService(simulator, '400000000002', { cpu: () => 0.25 })
  world.advance(5 * minute)
  await ecs.updateService({ cluster: 'shop', service: 'web', desiredCount: 0 })
  world.advance(10 * minute)
  const { Datapoints = [] } = await new CloudWatch(client).getMetricStatistics({
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Dimensions: dimensions(byService),
    Statistics: ['Average', 'SampleCount'],
    StartTime: new Date(now),
    EndTime: new Date(world.now),
    Period: 60,
  })
  expect(Datapoints.length).toBeGreaterThanOrEqual(4)
  expect(Datapoints.length).toBeLessThanOrEqual(8)
  expect(Datapoints[0]).toMatchObject({ Unit: 'Percent' })
})

test('load that a service shares is divided among its tasks', async () => {
  const { world, client, ecs } = await runningService(simulator, '400000000003', {
    nominalTasks: 2,
    cpu: () => 0.6,
  })
  world.advance(5 * minute)
  await ecs.updateService({ cluster: 'shop', service: 'web', desiredCount: 4 })
  world.advance(10 * minute)
  const { MetricDataResults } = await new CloudWatch(client).getMetricData({
    StartTime: new Date(now),
    EndTime: new Date(world.now),
    MetricDataQueries: [query('cpu', 'CPUUtilization')],
    ScanBy: 'TimestampAscending',
  })
  const values = MetricDataResults?.[0]?.Values ?? []
  expect(values[2]).toBeCloseTo(60)
  expect(values.at(-1)).toBeCloseTo(30)
})

/** Whether a service, a task and the list of metrics have data in a cluster with a setting. */
const published = async (account: string, insights?: 'enabled' | 'enhanced') => {
  const { world, client, taskIds } = await runningService(
    simulator,
    account,
    {},
    insights ? { insights } : {},
  )
  world.advance(5 * minute)
  const cloudwatch = new CloudWatch(client)
  const [TaskId = ''] = await taskIds()
  const { MetricDataResults } = await cloudwatch.getMetricData({
    StartTime: new Date(now),
    EndTime: new Date(world.now),
    MetricDataQueries: [
      query('service', 'RunningTaskCount', byService, { Namespace: 'ECS/ContainerInsights' }),
      query('task', 'TaskCpuUtilization', { ...byService, TaskId }, { Namespace: 'ECS/ContainerInsights' }),
    ],
  })
  const { Metrics } = await cloudwatch.listMetrics({ Namespace: 'ECS/ContainerInsights' })
  return [
    ...(MetricDataResults?.map((each) => (each.Values?.length ?? 0) > 0) ?? []),
    (Metrics?.length ?? 0) > 0,
  ]
}

test('Container Insights follows the setting of the cluster', async () => {
  expect(await published('400000000004')).toEqual([false, false, false])
  expect(await published('400000000005', 'enabled')).toEqual([true, false, true])
  expect(await published('400000000006', 'enhanced')).toEqual([true, true, true])
})

test('what AWS refuses is refused', async () => {
  const { client } = testWorld(simulator, '400000000007')
  const cloudwatch = new CloudWatch(client)
  const ask = (MetricDataQueries: MetricDataQuery[], hours = 1) =>
    errorCode(
      cloudwatch.getMetricData({
        StartTime: new Date(now),
        EndTime: new Date(now + hours * 60 * minute),
        MetricDataQueries,
      }),
    )
  const many = Array.from({ length: 501 }, (_, i) => query(`m${i}`, 'CPUUtilization'))
  expect(await ask(many)).toBe('ValidationError')
  expect(await ask(many.slice(1))).toBeUndefined()
  expect(await ask([query('Upper', 'CPUUtilization')])).toBe('ValidationError')
  expect(await ask([query('a', 'CPUUtilization'), query('a', 'CPUUtilization')])).toBe('ValidationError')
  expect(await ask([query('a', 'CPUUtilization')], 0)).toBe('ValidationError')
  expect(await ask([{ Id: 'a', Expression: "SEARCH('{AWS/ECS} CPU', 'Average')" }])).toBe('NotSimulated')
  expect(await ask([{ Id: 'a', Expression: 'b +' }])).toBe('ValidationError')
  const points = cloudwatch.getMetricStatistics({
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Statistics: ['Average'],
    StartTime: new Date(now - 1441 * minute),
    EndTime: new Date(now),
    Period: 60,
  })
  expect(await errorCode(points)).toBe('InvalidParameterCombinationException')
})

test('more datapoints than fit go on further pages', async () => {
  const { world, client } = await runningService(simulator, '400000000008', { cpu: () => 0.25 })
  world.advance(12 * minute)
  const cloudwatch = new CloudWatch(client)
  const request = {
    StartTime: new Date(now),
    EndTime: new Date(world.now),
    MetricDataQueries: [query('cpu', 'CPUUtilization'), query('memory', 'MemoryUtilization')],
  }
  const whole = await cloudwatch.getMetricData(request)
  const all = whole.MetricDataResults?.flatMap((each) => each.Values ?? []) ?? []
  const pages: number[] = []
  let NextToken: string | undefined
  do {
    const page = await cloudwatch.getMetricData({ ...request, MaxDatapoints: 5, NextToken })
    pages.push(...(page.MetricDataResults?.flatMap((each) => each.Values ?? []) ?? []))
    NextToken = page.NextToken
    if (NextToken) expect(page.MetricDataResults?.at(-1)?.StatusCode).toBe('PartialData')
  } while (NextToken)
  expect(all.length).toBeGreaterThan(20)
  expect(pages).toEqual(all)
})

test('alarms follow their metric: unknown, in alarm, fine again, and unknown when data ends', async () => {
  const { world, client } = testWorld(simulator, '400000000009')
  const cloudwatch = new CloudWatch(client)
  const put = async (Value: number) => {
    await cloudwatch.putMetricData({ Namespace: 'Shop', MetricData: [{ MetricName: 'Queue', Value }] })
    world.advance(minute)
  }
  await cloudwatch.putMetricAlarm({
    AlarmName: 'queue',
    Namespace: 'Shop',
    MetricName: 'Queue',
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
  })
  const state = async () => (await cloudwatch.describeAlarms({})).MetricAlarms?.[0]
  expect((await state())?.StateValue).toBe('INSUFFICIENT_DATA')
  await put(5)
  await put(11)
  expect((await state())?.StateValue).toBe('OK')
  await put(12)
  expect(await state()).toMatchObject({
    StateValue: 'ALARM',
    StateUpdatedTimestamp: new Date(now + 3 * minute),
  })
  await put(1)
  await put(1)
  expect((await state())?.StateValue).toBe('OK')
  world.advance(10 * minute)
  expect((await state())?.StateValue).toBe('INSUFFICIENT_DATA')
  const found = await cloudwatch.describeAlarmsForMetric({ Namespace: 'Shop', MetricName: 'Queue' })
  expect(found.MetricAlarms?.map((alarm) => alarm.AlarmName)).toEqual(['queue'])
  await cloudwatch.deleteAlarms({ AlarmNames: ['queue'] })
  expect(await state()).toBeUndefined()
})

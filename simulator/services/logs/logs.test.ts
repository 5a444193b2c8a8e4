import { CloudWatchLogs, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Behaviour } from '../../image.ts'
import { startSimulator, type Simulator } from '../../server.ts'
import { moments } from '../../workloads/moments.ts'
import { runningService } from '../running-service.ts'
import { errorCode, testWorld } from '../test-world.ts'

const minute = 60_000
const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now })
})
afterAll(() => simulator.close())

/** Sixty lines a minute; every tenth is an error. */
const chatty: Behaviour = {
  log: (run, from, to) =>
    moments(run, 'line', from, to, () => 60).map((at) => ({
      at,
      message: at % 10 === 0 ? `ERROR at ${at}` : `INFO at ${at}`,
    })),
}
/** Every other line is empty. */
const gappy: Behaviour = {
  log: (run, from, to) =>
    moments(run, 'line', from, to, () => 60).map((at) => ({ at, message: at % 2 ? '' : `at ${at}` })),
}
const logGroupName = '/ecs/web'

test('each task has its stream, and the group tells all lines in order however it is paged', async () => {
  const { world, client, taskIds } = await runningService(simulator, '500000000001', chatty)
  world.advance(10 * minute)
  const logs = new CloudWatchLogs(client)
  const { logStreams = [] } = await logs.describeLogStreams({ logGroupName })
  expect(logStreams.map((stream) => stream.logStreamName)).toEqual(
    (await taskIds()).map((id) => `web/app/${id}`).sort(),
  )
  const whole = await logs.filterLogEvents({ logGroupName })
  const events = whole.events ?? []
  expect(events.length).toBeGreaterThan(1000)
  const times = events.map((event) => event.timestamp ?? 0)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length)
  expect(times.at(-1)).toBeLessThanOrEqual(world.now)

  const paged: (string | undefined)[] = []
  for await (const page of paginateFilterLogEvents({ client: logs }, { logGroupName, limit: 333 }))
    paged.push(...(page.events?.map((event) => event.eventId) ?? []))
  expect(paged).toEqual(events.map((event) => event.eventId))

  const newest = await logs.filterLogEvents({ logGroupName, startFromHead: false, limit: 5 })
  expect(newest.events?.map((event) => event.eventId)).toEqual(
    events
      .slice(-5)
      .reverse()
      .map((event) => event.eventId),
  )
  const window = await logs.filterLogEvents({ logGroupName, startTime: times[100], endTime: times[200] })
  const inside = events.filter(({ timestamp = 0 }) => timestamp >= times[100]! && timestamp <= times[200]!)
  expect(window.events?.map((event) => event.eventId)).toEqual(inside.map((event) => event.eventId))
  expect(logStreams[0]?.firstEventTimestamp).toBe(
    events.find((event) => event.logStreamName === logStreams[0]?.logStreamName)?.timestamp,
  )
})

test('the past stays as it was told', async () => {
  const { world, client, ecs } = await runningService(simulator, '500000000002', chatty)
  world.advance(5 * minute)
  const logs = new CloudWatchLogs(client)
  const ask = () => logs.filterLogEvents({ logGroupName, endTime: now + 4 * minute, filterPattern: 'ERROR' })
  const { events } = await ask()
  expect(events?.length).toBeGreaterThan(10)
  await ecs.updateService({ cluster: 'shop', service: 'web', desiredCount: 0 })
  world.advance(24 * 60 * minute)
  expect((await ask()).events).toEqual(events)
  await logs.putRetentionPolicy({ logGroupName, retentionInDays: 1 })
  world.advance(10 * minute)
  expect((await ask()).events).toEqual([])
})

test('one stream is read forward and backward to its ends', async () => {
  const { world, client } = await runningService(simulator, '500000000003', chatty, { desiredCount: 1 })
  world.advance(20 * minute)
  const logs = new CloudWatchLogs(client)
  const { logStreams = [] } = await logs.describeLogStreams({ logGroupName })
  const logStreamName = logStreams[0]?.logStreamName
  const all = (await logs.filterLogEvents({ logGroupName })).events?.map((event) => event.message) ?? []
  for (const startFromHead of [true, false]) {
    const read: (string | undefined)[] = []
    let nextToken: string | undefined
    for (let turn = 0; turn < 50; turn++) {
      const page = await logs.getLogEvents({
        logGroupName,
        logStreamName,
        startFromHead,
        limit: 100,
        nextToken,
      })
      const messages = page.events?.map((event) => event.message) ?? []
      if (startFromHead) read.push(...messages)
      else read.unshift(...messages)
      const token = startFromHead ? page.nextForwardToken : page.nextBackwardToken
      expect(token).toBeTruthy()
      if (token === nextToken) break
      nextToken = token
    }
    expect(read).toEqual(all)
  }
  expect(all.length).toBeGreaterThan(1000)
})

test('lines that clients put are kept, too old ones refused', async () => {
  const { client } = testWorld(simulator, '500000000004')
  const logs = new CloudWatchLogs(client)
  const names = { logGroupName: 'app', logStreamName: 'one' }
  expect(
    await errorCode(logs.putLogEvents({ ...names, logEvents: [{ timestamp: now, message: 'a' }] })),
  ).toBe('ResourceNotFoundException')
  await logs.createLogGroup({ logGroupName: 'app' })
  expect(await errorCode(logs.createLogGroup({ logGroupName: 'app' }))).toBe('ResourceAlreadyExistsException')
  await logs.createLogStream(names)
  const put = await logs.putLogEvents({
    ...names,
    logEvents: [
      { timestamp: now - 15 * 24 * 60 * minute, message: 'too old' },
      { timestamp: now, message: '{"level":"error","ms":12,"user":{"id":"u-7"}}' },
      { timestamp: now, message: 'connection reset by peer' },
    ],
  })
  expect(put.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 })
  const find = async (filterPattern: string) =>
    (await logs.filterLogEvents({ logGroupName: 'app', filterPattern })).events?.length
  expect(await find('{ $.level = "err*" && $.ms > 10 && $.user.id = "u-7" }')).toBe(1)
  expect(await find('"reset by"')).toBe(1)
  expect(await errorCode(logs.filterLogEvents({ logGroupName: 'app', filterPattern: '{ $.level ' }))).toBe(
    'InvalidParameterException',
  )
  expect(await errorCode(logs.filterLogEvents({ logGroupName: 'none' }))).toBe('ResourceNotFoundException')
  await logs.deleteLogGroup({ logGroupName: 'app' })
  expect(await errorCode(logs.filterLogEvents({ logGroupName: 'app' }))).toBe('ResourceNotFoundException')
})

test('empty lines never arrive, as the awslogs driver drops them', async () => {
  const { world, client } = await runningService(simulator, '500000000006', gappy)
  world.advance(5 * minute)
  const { events = [] } = await new CloudWatchLogs(client).filterLogEvents({ logGroupName })
  expect(events.length).toBeGreaterThan(100)
  expect(events.filter((event) => !event.message)).toEqual([])
})

test('a stream that is named must be there, though it may have nothing in the window', async () => {
  const { world, client, taskIds } = await runningService(simulator, '500000000007', chatty)
  world.advance(5 * minute)
  const logs = new CloudWatchLogs(client)
  const [id] = await taskIds()
  const ask = (name: string, endTime?: number) =>
    logs.filterLogEvents({ logGroupName, logStreamNames: [name], ...(endTime && { endTime }) })
  expect((await ask(`web/app/${id}`, now + 1)).events).toEqual([])
  expect((await ask(`web/app/${id}`)).events).not.toEqual([])
  expect(await errorCode(ask('web/app/none'))).toBe('ResourceNotFoundException')
})

test('Container Insights writes performance events of tasks and containers', async () => {
  const { world, client } = await runningService(
    simulator,
    '500000000005',
    { cpu: () => 0.5 },
    { insights: 'enhanced' },
  )
  world.advance(5 * minute)
  const { events = [] } = await new CloudWatchLogs(client).filterLogEvents({
    logGroupName: '/aws/ecs/containerinsights/shop/performance',
    filterPattern: '{ $.Type = "Container" && $.ContainerName = "app" }',
  })
  expect(events.length).toBeGreaterThan(4)
  expect(JSON.parse(events[0]?.message ?? '')).toMatchObject({
    ServiceName: 'web',
    CpuUtilized: 512,
    CpuReserved: 1024,
  })
})

import { ECS } from '@aws-sdk/client-ecs'
import { type CreateScheduleCommandInput, Scheduler } from '@aws-sdk/client-scheduler'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { errorCode, testWorld } from '../test-world.ts'

const now = Date.UTC(2026, 8, 21, 12)
const minute = 60_000
let simulator: Simulator
let accounts = 300000000000

beforeAll(async () => {
  simulator = await startSimulator({ now })
  simulator.worlds.play({ account: '111122223333', region: 'eu-west-1' }, { name: 'tutorial', now })
})
afterAll(() => simulator.close())

const schedule = (
  Name: string,
  rest: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput => ({
  Name,
  ScheduleExpression: 'cron(0 3 * * ? *)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/default',
    RoleArn: 'arn:aws:iam::111122223333:role/ecsSchedulerRole',
    EcsParameters: {
      TaskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/job',
    },
  },
  ...rest,
})

const fresh = () => new Scheduler(testWorld(simulator, String(++accounts)).client)

test('a schedule is created with its defaults, replaced as a whole, listed and deleted', async () => {
  const scheduler = fresh()
  await scheduler.createSchedule(schedule('b', { Description: 'first' }))
  await scheduler.createSchedule(schedule('a'))
  expect(await scheduler.getSchedule({ Name: 'b' })).toMatchObject({
    GroupName: 'default',
    State: 'ENABLED',
    ScheduleExpressionTimezone: 'UTC',
    ActionAfterCompletion: 'NONE',
    Description: 'first',
  })
  await scheduler.updateSchedule(schedule('b', { State: 'DISABLED' }))
  const updated = await scheduler.getSchedule({ Name: 'b' })
  expect(updated.State).toBe('DISABLED')
  expect(updated.Description).toBeUndefined()
  const first = await scheduler.listSchedules({ MaxResults: 1 })
  const second = await scheduler.listSchedules({ MaxResults: 1, NextToken: first.NextToken })
  const listed = [...(first.Schedules ?? []), ...(second.Schedules ?? [])]
  expect(listed.map((one) => `${one.Name} ${one.State}`)).toEqual(['a ENABLED', 'b DISABLED'])
  await scheduler.deleteSchedule({ Name: 'a' })
  expect(await errorCode(scheduler.getSchedule({ Name: 'a' }))).toBe('ResourceNotFoundException')
  const groups = (await scheduler.listScheduleGroups({})).ScheduleGroups?.map((group) => group.Name)
  expect(groups).toEqual(['default'])
})

test('tasks run by the clocks of the zone, once for at(…), which is then deleted when it says so', async () => {
  const { world, client } = testWorld(simulator, '111122223333')
  const scheduler = new Scheduler(client)
  const ecs = new ECS(client)
  await ecs.registerTaskDefinition({
    family: 'job',
    containerDefinitions: [{ name: 'app', image: 'busybox', memory: 64, command: ['sh', '-c', 'exit 0'] }],
  })
  // Noon UTC is 17:30 in Kolkata.
  await scheduler.createSchedule(
    schedule('evening', {
      ScheduleExpression: 'cron(40 17 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Kolkata',
    }),
  )
  await scheduler.createSchedule(
    schedule('once', {
      ScheduleExpression: 'at(2026-09-21T14:20:00)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      ActionAfterCompletion: 'DELETE',
    }),
  )
  const ran = async () => {
    const { taskArns } = await ecs.listTasks({ desiredStatus: 'STOPPED', family: 'job' })
    const tasks = taskArns?.length ? ((await ecs.describeTasks({ tasks: taskArns })).tasks ?? []) : []
    return tasks.map((task) => `${task.startedBy} ${task.createdAt?.toISOString().slice(11, 16)}`).toSorted()
  }
  world.advance(9 * minute)
  expect(await ran()).toEqual([])
  world.advance(15 * minute)
  expect(await ran()).toEqual(['chronos-schedule/evening 12:10', 'chronos-schedule/once 12:20'])
  expect(await errorCode(scheduler.getSchedule({ Name: 'once' }))).toBe('ResourceNotFoundException')
  await scheduler.deleteSchedule({ Name: 'evening' })
})

test.each([
  [
    'ValidationException',
    (scheduler: Scheduler) =>
      scheduler.createSchedule(schedule('x', { ScheduleExpression: 'cron(0 3 * * *)' })),
  ],
  [
    'ValidationException',
    (scheduler: Scheduler) =>
      scheduler.createSchedule(schedule('x', { ScheduleExpressionTimezone: 'Europe/Atlantis' })),
  ],
  [
    'ResourceNotFoundException',
    (scheduler: Scheduler) => scheduler.createSchedule(schedule('x', { GroupName: 'none' })),
  ],
  ['ResourceNotFoundException', (scheduler: Scheduler) => scheduler.deleteSchedule({ Name: 'none' })],
])('%s', async (code, call) => {
  expect(await errorCode(call(fresh()))).toBe(code)
})

test('a name is taken once', async () => {
  const scheduler = fresh()
  await scheduler.createSchedule(schedule('x'))
  expect(await errorCode(scheduler.createSchedule(schedule('x')))).toBe('ConflictException')
})

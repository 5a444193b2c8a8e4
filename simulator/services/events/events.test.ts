import { ECS } from '@aws-sdk/client-ecs'
import { EventBridge } from '@aws-sdk/client-eventbridge'
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

const fresh = () => new EventBridge(testWorld(simulator, String(++accounts)).client)

test('rules are put, described, listed in pages, disabled and deleted', async () => {
  const events = fresh()
  for (const Name of ['b', 'a', 'c']) await events.putRule({ Name, ScheduleExpression: 'rate(1 hour)' })
  await events.putRule({ Name: 'stops', EventPattern: '{"source":["aws.ecs"]}', State: 'DISABLED' })
  const first = await events.listRules({ Limit: 3 })
  const second = await events.listRules({ Limit: 3, NextToken: first.NextToken })
  const names = [...(first.Rules ?? []), ...(second.Rules ?? [])].map((rule) => `${rule.Name} ${rule.State}`)
  expect(names).toEqual(['a ENABLED', 'b ENABLED', 'c ENABLED', 'stops DISABLED'])
  expect(second.NextToken).toBeUndefined()
  await events.disableRule({ Name: 'a' })
  expect((await events.describeRule({ Name: 'a' })).State).toBe('DISABLED')
  await events.deleteRule({ Name: 'a' })
  expect(await errorCode(events.describeRule({ Name: 'a' }))).toBe('ResourceNotFoundException')
  await events.deleteRule({ Name: 'a' })
})

test('an enabled rate rule runs its ECS target; a disabled one does not', async () => {
  const { world, client } = testWorld(simulator, '111122223333')
  const events = new EventBridge(client)
  const ecs = new ECS(client)
  await ecs.registerTaskDefinition({
    family: 'job',
    containerDefinitions: [{ name: 'app', image: 'busybox', memory: 64, command: ['sh', '-c', 'exit 0'] }],
  })
  const Arn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/default'
  const TaskDefinitionArn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/job'
  const RoleArn = 'arn:aws:iam::111122223333:role/ecsEventsRole'
  const Name = 'a-rule-with-a-rather-long-name-indeed'
  await events.putRule({ Name, ScheduleExpression: 'rate(5 minutes)' })
  const Input = JSON.stringify({ containerOverrides: [{ name: 'app', command: ['sh', '-c', 'exit 7'] }] })
  await events.putTargets({
    Rule: Name,
    Targets: [{ Id: 'one', Arn, RoleArn, Input, EcsParameters: { TaskDefinitionArn, TaskCount: 2 } }],
  })
  expect((await events.listTargetsByRule({ Rule: Name })).Targets?.map((target) => target.Id)).toEqual([
    'one',
  ])
  const ran = async () => {
    const { taskArns } = await ecs.listTasks({ desiredStatus: 'STOPPED', family: 'job' })
    return taskArns?.length ? ((await ecs.describeTasks({ tasks: taskArns })).tasks ?? []) : []
  }
  world.advance(4 * minute)
  expect(await ran()).toEqual([])
  world.advance(2 * minute)
  const tasks = await ran()
  expect(tasks).toHaveLength(2)
  expect(tasks[0]?.startedBy).toBe(`events-rule/${Name}`.slice(0, 36))
  expect(tasks[0]?.containers?.[0]?.exitCode).toBe(7)
  await events.disableRule({ Name })
  world.advance(10 * minute)
  expect(await ran()).toHaveLength(2)
  expect(await errorCode(events.deleteRule({ Name }))).toBe('ValidationException')
  await events.removeTargets({ Rule: Name, Ids: ['one'] })
  await events.deleteRule({ Name })
})

test.each([
  ['ValidationException', (events: EventBridge) => events.putRule({ Name: 'x' })],
  ['ValidationException', (events: EventBridge) => events.putRule({ Name: 'x', ScheduleExpression: 'soon' })],
  [
    'InvalidEventPatternException',
    (events: EventBridge) => events.putRule({ Name: 'x', EventPattern: 'not JSON' }),
  ],
  ['ResourceNotFoundException', (events: EventBridge) => events.listTargetsByRule({ Rule: 'none' })],
  ['ResourceNotFoundException', (events: EventBridge) => events.listRules({ EventBusName: 'other' })],
])('%s', async (code, call) => {
  expect(await errorCode(call(fresh()))).toBe(code)
})

test('a rule has five targets at most, and an ECS target needs a role', async () => {
  const events = fresh()
  await events.putRule({ Name: 'full', ScheduleExpression: 'rate(1 day)' })
  const Arn = 'arn:aws:sqs:eu-west-1:300000000001:queue'
  const many = Array.from({ length: 6 }, (_, i) => ({ Id: `t${i}`, Arn }))
  expect(await errorCode(events.putTargets({ Rule: 'full', Targets: many }))).toBe('LimitExceededException')
  const Targets = [{ Id: 'ecs', Arn: 'arn:aws:ecs:eu-west-1:300000000001:cluster/default' }]
  expect(await errorCode(events.putTargets({ Rule: 'full', Targets }))).toBe('ValidationException')
})

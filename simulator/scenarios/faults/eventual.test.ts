import { ECS } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import type { World } from '../../world.ts'

const now = Date.UTC(2026, 8, 21, 12, 34, 56)
const key = { account: '111122223333', region: 'eu-west-1' }
let simulator: Simulator
let world: World
let ecs: ECS

beforeAll(async () => {
  simulator = await startSimulator({ now })
  const made = testWorld(simulator, key.account)
  ecs = new ECS(made.client)
})
afterAll(() => simulator.close())
beforeEach(() => {
  world = simulator.worlds.play(key, { name: 'fault-eventual', now })
})

const names = (arns: (string | undefined)[] | undefined) => arns?.map((arn) => arn?.split('/').at(-1))

test('a new cluster is listed at once and described later', async () => {
  const describe = () => ecs.describeClusters({ clusters: ['newcomer', 'data'] })
  expect(names((await ecs.listClusters({})).clusterArns)).toContain('newcomer')
  expect((await ecs.listServices({ cluster: 'newcomer' })).serviceArns).toEqual([])
  const early = await describe()
  expect(early.clusters?.map((one) => one.clusterName)).toEqual(['data'])
  expect(early.failures).toMatchObject([
    { reason: 'MISSING', arn: expect.stringMatching(/newcomer$/) as string },
  ])
  world.advance(30_000)
  expect((await describe()).clusters?.map((one) => one.clusterName)).toEqual(['newcomer', 'data'])
})

test('a new service and its task definition too', async () => {
  const describe = () => ecs.describeServices({ cluster: 'shop-staging', services: ['newborn'] })
  expect(names((await ecs.listServices({ cluster: 'shop-staging' })).serviceArns)).toContain('newborn')
  expect((await describe()).failures).toMatchObject([{ reason: 'MISSING' }])
  const definition = () => ecs.describeTaskDefinition({ taskDefinition: 'newborn' })
  await expect(definition()).rejects.toMatchObject({ name: 'ClientException' })
  world.advance(30_000)
  expect((await describe()).services).toMatchObject([{ serviceName: 'newborn', status: 'ACTIVE' }])
  expect((await definition()).taskDefinition?.family).toBe('newborn')
})

test('new tasks too, and what somebody creates now', async () => {
  const { taskArns } = await ecs.listTasks({ cluster: 'data', startedBy: 'eventual' })
  expect(taskArns).toHaveLength(2)
  const describe = (tasks: string[]) => ecs.describeTasks({ cluster: 'data', tasks })
  expect((await describe(taskArns ?? [])).failures).toHaveLength(2)
  world.advance(30_000)
  expect((await describe(taskArns ?? [])).tasks).toHaveLength(2)
  await ecs.createCluster({ clusterName: 'later' })
  expect((await ecs.describeClusters({ clusters: ['later'] })).failures).toHaveLength(1)
})

test('what is old is described, also when it is created again', async () => {
  await ecs.createCluster({ clusterName: 'data' })
  expect((await ecs.describeClusters({ clusters: ['data'] })).clusters).toHaveLength(1)
})

test('a deleted service is not listed, drains in sight, and becomes INACTIVE', async () => {
  const status = async () => {
    const { services } = await ecs.describeServices({ cluster: 'leaving', services: ['leaver'] })
    return services?.map((one) => [one.status, one.runningCount])
  }
  expect((await ecs.listServices({ cluster: 'leaving' })).serviceArns).toEqual([])
  expect(await status()).toEqual([['DRAINING', 2]])
  expect((await ecs.describeClusters({ clusters: ['leaving'] })).clusters?.[0]).toMatchObject({
    activeServicesCount: 0,
    runningTasksCount: 2,
  })
  world.advance(100_000)
  expect(await status()).toEqual([['DRAINING', 0]])
  world.advance(60_000)
  expect(await status()).toEqual([['INACTIVE', 0]])
})

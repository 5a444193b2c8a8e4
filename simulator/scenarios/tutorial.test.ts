import { EC2 } from '@aws-sdk/client-ec2'
import { ECR } from '@aws-sdk/client-ecr'
import { ECS } from '@aws-sdk/client-ecs'
import { IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../server.ts'
import { testWorld } from '../services/test-world.ts'

const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let client: ReturnType<typeof testWorld>['client']

beforeAll(async () => {
  simulator = await startSimulator({ now })
  simulator.worlds.play({ account: '111122223333', region: 'eu-west-1' }, { name: 'tutorial', now })
  client = testWorld(simulator, '111122223333').client
})
afterAll(() => simulator.close())

test('a network, roles and an empty repository; the cluster default has two instances and nothing runs', async () => {
  const ec2 = new EC2(client)
  expect((await ec2.describeVpcs({})).Vpcs).toHaveLength(1)
  expect((await ec2.describeSubnets({})).Subnets).toHaveLength(6)
  expect((await ec2.describeSecurityGroups({})).SecurityGroups?.length).toBeGreaterThanOrEqual(3)
  const roles = (await new IAM(client).listRoles({})).Roles?.map((role) => role.RoleName)
  expect(roles).toContain('ecsTaskExecutionRole')
  expect((await new ECR(client).listImages({ repositoryName: 'hello' })).imageIds).toEqual([])
  const ecs = new ECS(client)
  const [cluster] = (await ecs.describeClusters({})).clusters ?? []
  expect(cluster).toMatchObject({
    clusterName: 'default',
    registeredContainerInstancesCount: 2,
    activeServicesCount: 0,
    runningTasksCount: 0,
  })
})

test('a task can be run on one of its instances at once', async () => {
  const ecs = new ECS(client)
  await ecs.registerTaskDefinition({
    family: 'hello',
    containerDefinitions: [{ name: 'app', image: 'public.ecr.aws/docker/library/busybox', memory: 64 }],
  })
  const { tasks, failures } = await ecs.runTask({ taskDefinition: 'hello' })
  expect(failures).toEqual([])
  simulator.worlds.world('111122223333', 'eu-west-1').advance(60_000)
  const answer = await ecs.describeTasks({ tasks: [tasks?.[0]?.taskArn ?? ''] })
  expect(answer.tasks?.[0]).toMatchObject({ lastStatus: 'RUNNING', launchType: 'EC2' })
})

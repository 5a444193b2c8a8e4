import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteClusterCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ExecuteCommandCommand,
  ListTasksCommand,
  paginateListServices,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  waitUntilServicesStable,
} from '@aws-sdk/client-ecs'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'

let simulator: Simulator
let client: ECSClient

beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 0, 5, 12) })
  client = new ECSClient({
    endpoint: simulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
  })
})

afterAll(async () => {
  client.destroy()
  await simulator.close()
})

const pass = (seconds: number) => simulator.worlds.world('123456789012', 'eu-west-1').advance(seconds * 1000)
const network = { awsvpcConfiguration: { subnets: ['subnet-0aaaaaaaaaaaaaaaa'] } }

test('the real client sees a service come up, and its waiter ends', async () => {
  await client.send(new CreateClusterCommand({ clusterName: 'shop', tags: [{ key: 'team', value: 'a' }] }))
  await client.send(
    new RegisterTaskDefinitionCommand({
      family: 'web',
      cpu: '256',
      memory: '512',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [{ name: 'app', image: 'nginx:1.29', portMappings: [{ containerPort: 80 }] }],
    }),
  )
  const created = await client.send(
    new CreateServiceCommand({
      cluster: 'shop',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount: 3,
      launchType: 'FARGATE',
      networkConfiguration: network,
    }),
  )
  expect(created.service).toMatchObject({ status: 'ACTIVE', desiredCount: 3, runningCount: 0 })
  expect(created.service!.createdAt).toEqual(new Date(Date.UTC(2026, 0, 5, 12)))
  pass(60)
  const waited = await waitUntilServicesStable(
    { client, minDelay: 1, maxDelay: 2, maxWaitTime: 10 },
    { cluster: 'shop', services: ['web'] },
  )
  expect(waited.state).toBe('SUCCESS')
  const { taskArns } = await client.send(new ListTasksCommand({ cluster: 'shop', serviceName: 'web' }))
  const { tasks } = await client.send(new DescribeTasksCommand({ cluster: 'shop', tasks: taskArns! }))
  expect(tasks).toHaveLength(3)
  for (const task of tasks!) {
    expect(task).toMatchObject({ lastStatus: 'RUNNING', group: 'service:web', healthStatus: 'UNKNOWN' })
    expect(task.startedAt).toBeInstanceOf(Date)
  }
})

test('errors come with the names that the client knows', async () => {
  await expect(
    client.send(new DescribeServicesCommand({ cluster: 'absent', services: ['x'] })),
  ).rejects.toMatchObject({ name: 'ClusterNotFoundException', message: 'Cluster not found.' })
  await expect(client.send(new DeleteClusterCommand({ cluster: 'shop' }))).rejects.toMatchObject({
    name: 'ClusterContainsServicesException',
    message: 'The Cluster cannot be deleted while Services are active.',
    $metadata: { httpStatusCode: 400 },
  })
  await expect(
    client.send(new StopTaskCommand({ cluster: 'shop', task: '0'.repeat(32) })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  await expect(
    client.send(
      new ExecuteCommandCommand({ cluster: 'shop', task: '0'.repeat(32), command: 'sh', interactive: true }),
    ),
  ).rejects.toMatchObject({ name: 'NotSimulated' })
})

test('the client pages through services by ten', async () => {
  for (let i = 0; i < 12; i++) {
    await client.send(
      new CreateServiceCommand({
        cluster: 'shop',
        serviceName: `idle-${i}`,
        taskDefinition: 'web:1',
        desiredCount: 0,
        launchType: 'FARGATE',
        networkConfiguration: network,
      }),
    )
  }
  const sizes: number[] = []
  for await (const page of paginateListServices({ client }, { cluster: 'shop' }))
    sizes.push(page.serviceArns!.length)
  expect(sizes).toEqual([10, 3])
})

test('a standalone task runs, and is stopped with a reason', async () => {
  const { tasks, failures } = await client.send(
    new RunTaskCommand({
      cluster: 'shop',
      taskDefinition: 'web',
      launchType: 'FARGATE',
      networkConfiguration: network,
      startedBy: 'a-person',
      overrides: { containerOverrides: [{ name: 'app', command: ['sleep', '600'] }] },
    }),
  )
  expect(failures).toEqual([])
  expect(tasks![0]).toMatchObject({ lastStatus: 'PROVISIONING', startedBy: 'a-person' })
  pass(60)
  await client.send(new StopTaskCommand({ cluster: 'shop', task: tasks![0]!.taskArn!, reason: 'enough' }))
  pass(60)
  const described = await client.send(
    new DescribeTasksCommand({ cluster: 'shop', tasks: [tasks![0]!.taskArn!] }),
  )
  expect(described.tasks![0]).toMatchObject({
    lastStatus: 'STOPPED',
    stopCode: 'UserInitiated',
    stoppedReason: 'enough',
    overrides: { containerOverrides: [{ name: 'app', command: ['sleep', '600'] }] },
  })
})

test('who made a revision or a service is who signed the request, as STS names them', async () => {
  const settings = {
    endpoint: simulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: '123456789013', secretAccessKey: 'x' },
  }
  const { Arn } = await new STSClient(settings).send(new GetCallerIdentityCommand({}))
  const ecs = new ECSClient(settings)
  await ecs.send(new CreateClusterCommand({}))
  const containerDefinitions = [{ name: 'app', image: 'site:1', memory: 64 }]
  const made = await ecs.send(new RegisterTaskDefinitionCommand({ family: 'job', containerDefinitions }))
  expect(made.taskDefinition?.registeredBy).toBe(Arn)
  const { service } = await ecs.send(
    new CreateServiceCommand({
      serviceName: 'job',
      taskDefinition: 'job',
      desiredCount: 0,
      launchType: 'EC2',
    }),
  )
  expect(service?.createdBy).toBe(Arn)
})

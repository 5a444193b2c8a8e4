import { ECS } from '@aws-sdk/client-ecs'
import { teachImage, type Behaviour } from '../image.ts'
import { layFoundation } from '../scenarios/foundation.ts'
import type { Simulator } from '../server.ts'
import { addLogGroup } from './logs/groups-of-world.ts'
import { testWorld } from './test-world.ts'

/** A world in which a Fargate service `web` of a cluster `shop` runs an image that behaves as told; for tests. */
export async function runningService(
  simulator: Simulator,
  account: string,
  behaviour: Behaviour,
  options: { desiredCount?: number; insights?: 'enabled' | 'enhanced' } = {},
) {
  const { world, client } = testWorld(simulator, account)
  const ecs = new ECS(client)
  const { privateSubnets, taskGroup, executionRole } = layFoundation(world, 'test')
  teachImage(world, 'site', behaviour)
  addLogGroup(world, '/ecs/web')
  await ecs.createCluster({
    clusterName: 'shop',
    ...(options.insights && { settings: [{ name: 'containerInsights', value: options.insights }] }),
  })
  await ecs.registerTaskDefinition({
    family: 'web',
    executionRoleArn: executionRole,
    cpu: '1024',
    memory: '2048',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [
      {
        name: 'app',
        image: 'site:1',
        portMappings: [{ containerPort: 80 }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': '/ecs/web',
            'awslogs-region': 'eu-west-1',
            'awslogs-stream-prefix': 'web',
          },
        },
      },
    ],
  })
  await ecs.createService({
    cluster: 'shop',
    serviceName: 'web',
    taskDefinition: 'web',
    launchType: 'FARGATE',
    desiredCount: options.desiredCount ?? 2,
    networkConfiguration: { awsvpcConfiguration: { subnets: privateSubnets, securityGroups: [taskGroup] } },
  })
  const desired = async () => {
    const { services } = await ecs.describeServices({ cluster: 'shop', services: ['web'] })
    return services?.[0]?.desiredCount
  }
  const taskIds = async () => {
    const { taskArns = [] } = await ecs.listTasks({ cluster: 'shop', serviceName: 'web' })
    return taskArns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1))
  }
  return { world, client, ecs, desired, taskIds }
}

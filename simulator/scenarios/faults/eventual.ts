import type {
  CreateClusterCommandInput,
  CreateClusterCommandOutput,
  CreateServiceCommandInput,
  DeleteServiceCommandInput,
  RegisterTaskDefinitionCommandInput,
  RunTaskCommandInput,
} from '@aws-sdk/client-ecs'
import { noteBirth } from '../../faults/reshape/eventual.ts'
import { teachImage } from '../../image.ts'
import { ecs } from '../../services/ecs/service.ts'
import { ecsState } from '../../services/ecs/state.ts'
import type { World } from '../../world.ts'
import { act } from '../act.ts'
import { demo } from '../demo/demo.ts'
import type { Scenario } from '../registry.ts'

const settledMs = 10 * 60_000

/**
 * The demo in the moment in which much is new, with an ECS that is eventually consistent as its API says it is: for up to
 * 30 s what was just created is listed and not described. New are the cluster `newcomer`, in `shop-staging` the service
 * `newborn` with its task definition, and two tasks in `data`. In the cluster `leaving` the service `leaver` was just
 * deleted: it is not listed any more, and drains for two minutes.
 */
export const eventual: Scenario = (world, options, faults) => {
  demo(world, { ...options, now: options.now - settledMs })
  teachImage(world, 'leaver', { stopExitCode: 137 })
  addCluster(world, 'leaving')
  addService(world, 'leaving', 'leaver')
  world.advance(settledMs)
  act<DeleteServiceCommandInput>(world, ecs, 'DeleteService', {
    cluster: 'leaving',
    service: 'leaver',
    force: true,
  })
  noteBirth(world, addCluster(world, 'newcomer'))
  addService(world, 'shop-staging', 'newborn')
  act<RunTaskCommandInput>(world, ecs, 'RunTask', {
    cluster: 'data',
    taskDefinition: 'backfill',
    count: 2,
    launchType: 'FARGATE',
    startedBy: 'eventual',
    networkConfiguration: networkOf(world),
  })
  faults.add([{ operation: 'ecs.*', reshape: 'eventual' }])
}

function addCluster(world: World, clusterName: string): string {
  const made = act<CreateClusterCommandInput, CreateClusterCommandOutput>(world, ecs, 'CreateCluster', {
    clusterName,
  })
  return made.cluster?.clusterArn ?? ''
}

/** A service of two tasks that ignore SIGTERM for the longest time that Fargate allows. */
function addService(world: World, cluster: string, name: string): void {
  act<RegisterTaskDefinitionCommandInput>(world, ecs, 'RegisterTaskDefinition', {
    family: name,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'app', image: `${name}:1.0.0`, stopTimeout: 120 }],
  })
  act<CreateServiceCommandInput>(world, ecs, 'CreateService', {
    cluster,
    serviceName: name,
    taskDefinition: name,
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: networkOf(world),
  })
}

/** Where the demo's own tasks run. */
const networkOf = (world: World) =>
  ecsState(world).clusters.get('shop-staging')?.services.get('web-staging')?.config.networkConfiguration

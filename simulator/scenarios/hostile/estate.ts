import type {
  ContainerDefinition,
  CreateClusterCommandInput,
  CreateServiceCommandInput,
  RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs'
import { ecs } from '../../services/ecs/service.ts'
import {
  ecsState,
  type ClusterRecord,
  type DefinitionRecord,
  type ServiceRecord,
} from '../../services/ecs/state.ts'
import type { World } from '../../world.ts'
import { act } from '../act.ts'
import { networkOf } from '../app.ts'
import type { Foundation } from '../foundation.ts'
import type { Plan } from './plan.ts'

/** What everything of the hostile estate is planted with. */
export type Ground = { world: World; foundation: Foundation; plan: Plan }

/** The one cluster whose name AWS would take. */
export const homeName = 'hostile'

export function addCluster({ world }: Ground, clusterName: string): ClusterRecord {
  act<CreateClusterCommandInput>(world, ecs, 'CreateCluster', { clusterName })
  return ecsState(world).clusters.get(clusterName)!
}

/** Registers a Fargate task definition of these containers, of which the first is `app`. */
export function addDefinition(
  { world, foundation }: Ground,
  family: string,
  containerDefinitions: ContainerDefinition[],
): DefinitionRecord {
  act<RegisterTaskDefinitionCommandInput>(world, ecs, 'RegisterTaskDefinition', {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: foundation.executionRole,
    containerDefinitions,
  })
  return [...ecsState(world).families.get(family)!.revisions.values()].at(-1)!
}

/** Creates a service of one task. */
export function addService(
  { world, foundation }: Ground,
  cluster: ClusterRecord,
  serviceName: string,
  rest: Partial<CreateServiceCommandInput> & { taskDefinition: string },
): ServiceRecord {
  act<CreateServiceCommandInput>(world, ecs, 'CreateService', {
    cluster: cluster.cluster.clusterArn,
    serviceName,
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: networkOf(foundation),
    ...rest,
  })
  return cluster.services.get(serviceName)!
}

import type { CreateClusterCommandInput } from '@aws-sdk/client-ecs'
import { ecs } from '../services/ecs/service.ts'
import { addRepository } from '../services/ecr/state.ts'
import type { World } from '../world.ts'
import { act } from './act.ts'
import { layFoundation } from './foundation.ts'
import { addNodes } from './nodes.ts'

/**
 * Where somebody begins to learn ECS: a network, roles, an empty repository `hello`, and the cluster `default` with two
 * container instances. Nothing runs yet.
 */
export function tutorial(world: World): void {
  const foundation = layFoundation(world, 'tutorial')
  addRepository(world, 'hello', world.now)
  act<CreateClusterCommandInput>(world, ecs, 'CreateCluster', { clusterName: 'default' })
  addNodes(world, foundation, { cluster: 'default', type: 't3.medium', count: 2, tags: {} })
}

import type { CreateClusterCommandInput } from '@aws-sdk/client-ecs'
import { ecs } from '../../services/ecs/service.ts'
import type { World } from '../../world.ts'
import { act, ecsTags } from '../act.ts'
import { layFoundation, type Foundation } from '../foundation.ts'
import { addNodes } from '../nodes.ts'
import { clusters } from './clusters.ts'

/** What every part of the estate shares; `present`: the time at which its story has arrived, epoch ms. */
export type LargeEstate = Foundation & { world: World; present: number }

/** 16,379 addresses a zone: room for 20,000 tasks, each with its own, and for those that roll-outs add. */
const cidrs = ['10.20.64.0/18', '10.20.128.0/18', '10.20.192.0/18']

/** Lays the network, the roles and the twenty clusters, two of them with so many container instances. */
export function layLargeEstate(world: World, present: number, nodes: Map<string, number>): LargeEstate {
  const foundation = layFoundation(world, 'company', cidrs)
  for (const { name, env, insights, teams } of clusters) {
    const tags = { env, owner: teams[0] ?? '' }
    act<CreateClusterCommandInput>(world, ecs, 'CreateCluster', {
      clusterName: name,
      settings: [{ name: 'containerInsights', value: insights }],
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      tags: ecsTags(tags),
    })
    const count = nodes.get(name)
    if (count) addNodes(world, foundation, { cluster: name, type: 'm6i.xlarge', count, tags })
  }
  return { ...foundation, world, present }
}

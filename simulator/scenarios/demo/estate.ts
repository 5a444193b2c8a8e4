import type { CreateClusterCommandInput } from '@aws-sdk/client-ecs'
import { ecs } from '../../services/ecs/service.ts'
import { addNamespace } from '../../services/servicediscovery/state.ts'
import { addParameter } from '../../services/ssm/state.ts'
import { addSecret } from '../../services/secretsmanager/state.ts'
import type { World } from '../../world.ts'
import { act, ecsTags } from '../act.ts'
import { layFoundation, type Foundation } from '../foundation.ts'

/** What every part of the demo shares. */
export type Estate = Foundation & {
  world: World
  /** When the story begins, epoch ms: six hours before it has arrived. */
  birth: number
  namespaceId: string
  secrets: { payments: string; database: string; session: string; warehouse: string; region: string }
}

/** Lays the network, roles, secrets and the four clusters. */
export function layEstate(world: World): Estate {
  const foundation = layFoundation(world, 'shop')
  const cluster = (clusterName: string, containerInsights: string, tags: Record<string, string>) =>
    act<CreateClusterCommandInput>(world, ecs, 'CreateCluster', {
      clusterName,
      settings: [{ name: 'containerInsights', value: containerInsights }],
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      tags: ecsTags(tags),
    })
  cluster('shop-prod', 'enabled', { env: 'prod', team: 'platform' })
  cluster('shop-staging', 'disabled', { env: 'staging', team: 'platform' })
  cluster('data', 'enhanced', { env: 'prod', team: 'data' })
  cluster('empty', 'disabled', { env: 'test' })
  const secret = (name: string, text: string) => addSecret(world, name, world.now, text, { env: 'prod' })
  return {
    ...foundation,
    world,
    birth: world.now,
    namespaceId: addNamespace(world, 'shop.local', 'DNS_PRIVATE', world.now, 'services of the shop'),
    secrets: {
      payments: secret('shop/payments/provider-key', 'the payment provider'),
      database: secret('shop/database', 'the orders database'),
      session: secret('shop/web/session', 'signs session cookies'),
      warehouse: secret('data/warehouse', 'the warehouse'),
      region: addParameter(world, '/shop/market', world.now, 'eu'),
    },
  }
}

const minuteMs = 60_000

/** Has something happen so many minutes after the story began. */
export function later({ world, birth }: Estate, minutes: number, happen: () => void): void {
  world.at(birth + minutes * minuteMs, happen)
}

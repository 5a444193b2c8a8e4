import type { ClusterRecord } from '../../services/ecs/state.ts'
import { addNodes } from '../nodes.ts'
import { homeName, type Ground } from './estate.ts'

/** Two container instances with hostile attributes, and capacity providers of the cluster. */
export function plantInstances({ world, foundation, plan }: Ground, home: ClusterRecord): void {
  addNodes(world, foundation, { cluster: homeName, type: 'm6i.large', count: 2, tags: {} })
  const instances = [...home.instances.values()]
  const attributesAt = (i: number) => (instances[i % instances.length]!.instance.attributes ??= [])
  const where = `cluster ${homeName}, container instances`
  for (const [i, payload] of plan.of('attribute name').entries())
    attributesAt(i).push({ name: plan.text(payload, 'attribute name', where), value: payload.marker })
  for (const [i, payload] of plan.of('attribute value').entries())
    attributesAt(i).push({ name: payload.marker, value: plan.text(payload, 'attribute value', where) })
  const providers = plan
    .of('capacity provider')
    .map((payload) => plan.text(payload, 'capacity provider', `cluster ${homeName}`))
  home.cluster.capacityProviders = ['FARGATE', ...providers]
  home.cluster.defaultCapacityProviderStrategy = providers.map((capacityProvider) => ({
    capacityProvider,
    weight: 1,
  }))
}

import { addCluster, addService, homeName, type Ground } from './estate.ts'
import { renameCluster, renameService } from './rename.ts'
import type { ClusterRecord } from '../../services/ecs/state.ts'

/** Clusters and services whose very names are hostile, and clusters with hostile settings. */
export function plantNames(ground: Ground, home: ClusterRecord): void {
  const { world, plan } = ground
  for (const [i, payload] of plan.of('cluster name').entries()) {
    const cluster = addCluster(ground, `named-${i + 1}`)
    renameCluster(world, cluster, plan.text(payload, 'cluster name', 'the list of clusters'))
    addService(ground, cluster, 'inside', { taskDefinition: 'visitor' })
  }
  for (const [i, payload] of plan.of('service name').entries()) {
    const service = addService(ground, home, `named-${i + 1}`, { taskDefinition: 'visitor' })
    renameService(world, service, plan.text(payload, 'service name', `cluster ${homeName}`))
  }
  for (const [i, payload] of plan.of('cluster setting').entries()) {
    const name = `settings-${i + 1}`
    const value = plan.text(payload, 'cluster setting', `cluster ${name}`)
    // An endpoint that is less than AWS keeps whatever it is given.
    addCluster(ground, name).cluster.settings = [{ name: 'containerInsights', value }]
  }
}

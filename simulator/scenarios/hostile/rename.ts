import { ecsArn } from '../../services/ecs/arn.ts'
import { ecsState, type ClusterRecord, type ServiceRecord } from '../../services/ecs/state.ts'
import type { World } from '../../world.ts'

/** Gives a cluster that holds nothing yet a name that AWS would refuse, as other endpoints take any. */
export function renameCluster(world: World, record: ClusterRecord, name: string): void {
  const { clusters } = ecsState(world)
  clusters.delete(record.name)
  record.name = name
  record.cluster.clusterName = name
  record.cluster.clusterArn = ecsArn(world, `cluster/${name}`)
  clusters.set(name, record)
}

/** The same for a service that has not started a task yet. */
export function renameService(world: World, record: ServiceRecord, name: string): void {
  const { cluster, service } = record
  cluster.services.delete(record.name)
  record.name = name
  service.serviceName = name
  service.serviceArn = ecsArn(world, `service/${cluster.name}/${name}`)
  cluster.services.set(name, record)
  for (const { serviceDeployment, revision } of record.history) {
    serviceDeployment.serviceArn = service.serviceArn
    revision.serviceArn = service.serviceArn
  }
}

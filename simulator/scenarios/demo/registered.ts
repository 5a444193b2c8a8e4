import { ecsState } from '../../services/ecs/state.ts'
import type { World } from '../../world.ts'

/** The tasks of a service that Cloud Map knows now: those that run, by task id, with their addresses. */
export function addressesOf(
  world: World,
  cluster: string,
  service: string,
): Map<string, Record<string, string>> {
  const tasks = ecsState(world).clusters.get(cluster)?.services.get(service)?.tasks ?? []
  const found = new Map<string, Record<string, string>>()
  for (const record of tasks) {
    if (record.task.lastStatus !== 'RUNNING' || !record.address) continue
    found.set(record.id, {
      AWS_INSTANCE_IPV4: record.address,
      AVAILABILITY_ZONE: record.task.availabilityZone ?? '',
      ECS_CLUSTER_NAME: cluster,
      ECS_SERVICE_NAME: service,
      REGION: world.region,
    })
  }
  return found
}

import type { World } from '../../world.ts'
import { setDesiredCount } from '../ecs/service/update-service.ts'
import { ecsState, type ServiceRecord } from '../ecs/state.ts'
import { newUuid, serviceOf, type Target } from './state.ts'

/** Activities are kept for six weeks; here at most so many of one target. */
const keptActivities = 500

/** The ACTIVE service behind a target. */
export function recordOf(world: World, resourceId: string): ServiceRecord | undefined {
  const name = serviceOf(resourceId)
  const record = name && ecsState(world).clusters.get(name.clusterName)?.services.get(name.serviceName)
  return record?.service.status === 'ACTIVE' ? record : undefined
}

/** Sets a service's desired count, and keeps the activity with its cause as AWS words both. */
export function scale(world: World, target: Target, capacity: number, cause: string): void {
  const name = serviceOf(target.made.ResourceId)
  if (!name) return
  const fulfilled = `Successfully set desired count to ${capacity}. Change successfully fulfilled by ecs.`
  setDesiredCount(
    world,
    name.clusterName,
    name.serviceName,
    capacity,
    `Message: ${fulfilled} Cause: ${cause}`,
  )
  target.activities.unshift({
    ActivityId: newUuid(world),
    ServiceNamespace: 'ecs',
    ResourceId: target.made.ResourceId,
    ScalableDimension: target.made.ScalableDimension,
    Description: `Setting desired count to ${capacity}.`,
    Cause: cause,
    StartTime: new Date(world.now),
    EndTime: new Date(world.now),
    StatusCode: 'Successful',
    StatusMessage: fulfilled,
  })
  target.activities.splice(keptActivities)
}

/** Brings a desired count that is outside the bounds back inside. */
export function keepWithinBounds(world: World, target: Target): void {
  const desired = recordOf(world, target.made.ResourceId)?.service.desiredCount
  if (desired === undefined) return
  const { MinCapacity, MaxCapacity, SuspendedState } = target.made
  if (desired < MinCapacity && !SuspendedState?.DynamicScalingOutSuspended)
    scale(world, target, MinCapacity, `minimum capacity was set to ${MinCapacity}`)
  if (desired > MaxCapacity && !SuspendedState?.DynamicScalingInSuspended)
    scale(world, target, MaxCapacity, `maximum capacity was set to ${MaxCapacity}`)
}

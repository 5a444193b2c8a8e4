import type { World } from '../../../world.ts'
import type { ServiceRecord } from '../state.ts'

/** The scheduler takes about a second to notice what changed. */
const NOTICE_MS = 1000

/** Has the scheduler look at a service after `ms`; an earlier look that is already planned stays. */
export function wake(world: World, service: ServiceRecord, ms = NOTICE_MS): void {
  const at = world.now + ms
  if (service.cancelWake) {
    if (service.wakeAt <= at) return
    service.cancelWake()
  }
  service.wakeAt = at
  service.cancelWake = world.at(at, () => {
    service.cancelWake = undefined
    service.reconcile()
  })
}

/** Has it look at every service of a cluster that may be waiting for room on an instance. */
export function wakeCluster(world: World, services: Iterable<ServiceRecord>): void {
  for (const service of services) if (service.service.status === 'ACTIVE') wake(world, service)
}

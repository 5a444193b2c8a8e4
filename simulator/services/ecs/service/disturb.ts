import type { World } from '../../../world.ts'
import type { ServiceRecord } from '../state.ts'
import { noteSteady } from './service-events.ts'

/** Something of the service moves: it is not steady until all is calm again. */
export function disturb(world: World, service: ServiceRecord): void {
  noteSteady(world, service)
  service.calmSince = undefined
  service.steadyToldAt = undefined
  service.steady = false
}

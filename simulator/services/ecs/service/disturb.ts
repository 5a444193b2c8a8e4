import type { ServiceRecord } from '../state.ts'

/** Something of the service moves: it is not steady until all is calm again. */
export function disturb(service: ServiceRecord): void {
  delete service.calmSince
  service.steady = false
  service.cancelSteady?.()
}

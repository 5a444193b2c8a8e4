import type { ServiceEvent } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import { scatterHex } from '../scatter.ts'
import { uuidOf, type ServiceRecord } from '../state.ts'

/** While nothing changes, the steady state is told again every six hours. */
const AGAIN_MS = 6 * 3600_000

/** From now on the service is steady: it was told so, and will be told again. */
export function beginSteady(world: World, service: ServiceRecord): void {
  service.steady = true
  service.steadyToldAt = world.now
}

/**
 * The events of a steady state that were due since it was last told, newest first, at most `most`. They are worked out
 * when somebody asks, so that thousands of quiet services cost nothing for as long as they are quiet.
 */
export function steadyEvents(world: World, service: ServiceRecord, most: number): ServiceEvent[] {
  const { steadyToldAt: told } = service
  if (told === undefined) return []
  const times = Math.floor((world.now - told) / AGAIN_MS)
  const message = `(service ${service.name}) has reached a steady state.`
  return Array.from({ length: Math.min(times, most) }, (_, i) => {
    const at = told + (times - i) * AGAIN_MS
    // By service and time, not by count: asking must not change what comes after.
    const id = scatterHex(4, world.seed, service.seq, Math.floor(at / 1000))
    return { id: uuidOf(id), createdAt: new Date(at), message }
  })
}

/** Notes the steady events that were due, so that what is told next comes after them. */
export function noteSteadyEvents(world: World, service: ServiceRecord, most: number): void {
  if (service.steadyToldAt === undefined) return
  const due = steadyEvents(world, service, most)
  if (due.length === 0) return
  service.events.unshift(...due)
  service.steadyToldAt = due[0]!.createdAt!.getTime()
}

import type { World } from '../../../world.ts'
import { isEligible, misfitOf } from '../placement/fit.ts'
import type { InstanceRecord, ServiceRecord, TaskRecord } from '../state.ts'
import { isHealthy, isLive } from './healthy-task.ts'
import { wake } from './wake.ts'
import { announceProblem, solved } from './service-events.ts'
import { placementEvent, startTask, tellStarted, wishOf } from './start-tasks.ts'
import { stopTasks } from './stop-tasks.ts'

const PLACE_AGAIN_MS = 60_000

/**
 * Keeps exactly one task on each ACTIVE container instance that meets the constraints; the desired count follows the
 * instances. By default a daemon's minimum healthy percent is 0 and its maximum 100: it stops before it starts.
 */
export function scheduleDaemon(world: World, service: ServiceRecord): void {
  const primary = service.deployments[0]!
  const wish = wishOf(service)
  const places = [...service.cluster.instances.values()].filter(
    (instance) => instance.instance.status === 'ACTIVE' && isEligible(instance, wish),
  )
  const { minimumHealthyPercent = 0 } = service.service.deploymentConfiguration ?? {}
  service.service.desiredCount = places.length
  const live = [...service.tasks].filter(isLive)
  const astray = live.filter((record) => !record.instance || !places.includes(record.instance))
  stopTasks(world, service, astray)

  const lower = Math.ceil((places.length * minimumHealthyPercent) / 100)
  let spare = live.filter((record) => isHealthy(record) && !astray.includes(record)).length - lower
  const outdated = live.filter((record) => record.deployment !== primary && isLive(record))
  stopTasks(
    world,
    service,
    outdated.filter((record) => !isHealthy(record) || spare-- > 0),
  )

  if (primary.deployment.rolloutState === 'FAILED') return
  if (world.now < service.notBefore) {
    wake(world, service, service.notBefore - world.now)
    return
  }
  const taken = new Set([...service.tasks].filter(isLive).map((record) => record.instance))
  const started: TaskRecord[] = []
  for (const instance of places) {
    if (taken.has(instance)) continue
    const record = startOn(world, service, instance)
    if (record) started.push(record)
  }
  tellStarted(world, service, started)
}

function startOn(world: World, service: ServiceRecord, instance: InstanceRecord): TaskRecord | undefined {
  const misfit = misfitOf(instance, wishOf(service))
  if (!misfit) {
    solved(service, 'placement')
    return startTask(world, service, instance)
  }
  const placement = { closest: { instance, misfit }, misfits: new Map([[instance, misfit]]) }
  announceProblem(world, service, 'placement', placementEvent(placement))
  wake(world, service, PLACE_AGAIN_MS)
  return undefined
}

import type { World } from '../../../world.ts'
import type { ServiceRecord, TaskRecord } from '../state.ts'
import { countFailure } from './circuit-breaker.ts'
import { scheduleDaemon } from './daemon.ts'
import { isHealthy, isLive } from './healthy-task.ts'
import { nextMoves } from './rolling.ts'
import { settleService } from './rollout.ts'
import { announce, announceProblem } from './service-events.ts'
import { startTasks } from './start-tasks.ts'
import { stopTasks } from './stop-tasks.ts'
import { isPastGrace } from './target-watch.ts'
import { wake } from './wake.ts'

/** How soon it tries again to place what found no room. */
const PLACE_AGAIN_MS = 60_000

/** It launches at most so many tasks of a service at once. */
const AT_ONCE = 10

/** An INACTIVE service can still be described for a while. */
const INACTIVE_KEPT_MS = 3600_000

/** One look at a service: starts and stops what its deployments need now. `wake` plans the next. */
export function reconcile(world: World, service: ServiceRecord): void {
  const { status, schedulingStrategy } = service.service
  if (status === 'INACTIVE') return
  if (status === 'DRAINING') {
    drain(world, service)
    return
  }
  stopUnhealthy(world, service)
  if (schedulingStrategy === 'DAEMON') scheduleDaemon(world, service)
  else scheduleReplicas(world, service)
  settleService(world, service)
}

/** Replaces tasks whose container health check failed, once their grace period is over. */
function stopUnhealthy(world: World, service: ServiceRecord): void {
  for (const record of service.tasks) {
    if (record.task.healthStatus !== 'UNHEALTHY' || !isLive(record)) continue
    if (isPastGrace(world, service, record)) {
      announce(world, service, `(task ${record.id}) failed container health checks.`)
      stopTasks(world, service, [record], () => 'Task failed container health checks')
    } else {
      const graceMs = (service.service.healthCheckGracePeriodSeconds ?? 0) * 1000
      wake(world, service, (record.task.startedAt?.getTime() ?? world.now) + graceMs - world.now)
    }
  }
}

function scheduleReplicas(world: World, service: ServiceRecord): void {
  const primary = service.deployments[0]!
  const desired = service.service.desiredCount ?? 0
  if (isAsWanted(service, desired)) return
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = service.service.deploymentConfiguration ?? {}
  const throttled = world.now < service.notBefore
  const mayStart = !throttled && primary.deployment.rolloutState !== 'FAILED'
  const limits = { desired, minimumHealthyPercent, maximumPercent }
  const moves = nextMoves(seen(world, service), limits, mayStart)
  if (moves.start > 0) {
    const wanted = Math.min(moves.start, AT_ONCE)
    const started = startTasks(world, service, wanted)
    if (started < wanted) {
      countFailure(world, service, primary)
      wake(world, service, PLACE_AGAIN_MS)
      if (started === 0 && service.deployments[0] === primary) makeRoom(world, service, moves.start)
    } else if (moves.start > AT_ONCE) wake(world, service)
  }
  if (service.deployments[0] !== primary) return
  stopTasks(world, service, moves.surplus)
  stopTasks(world, service, moves.leave)
  if (moves.deadlocked) {
    announceProblem(
      world,
      service,
      'configuration',
      'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
    )
  }
  if (moves.leave.length) wake(world, service)
  if (throttled) wake(world, service, service.notBefore - world.now)
}

/** The most frequent look finds nothing to do: as many tasks as wanted, all of the newest deployment. */
function isAsWanted(service: ServiceRecord, desired: number): boolean {
  const primary = service.deployments[0]
  let live = 0
  for (const record of service.tasks) {
    if (!isLive(record)) continue
    if (record.deployment !== primary || isOnLeavingInstance(record)) return false
    live++
  }
  return live === desired
}

/** No room on any instance: stops old tasks as far as the minimum allows, as if the maximum were reached. */
function makeRoom(world: World, service: ServiceRecord, need: number): void {
  const desired = service.service.desiredCount ?? 0
  const { minimumHealthyPercent = 100 } = service.service.deploymentConfiguration ?? {}
  const tasks = seen(world, service)
  const limits = {
    desired,
    minimumHealthyPercent,
    maximumPercent: (100 * tasks.length) / Math.max(desired, 1),
  }
  const { leave } = nextMoves(tasks, limits, true)
  stopTasks(world, service, leave.slice(0, need))
}

function seen(world: World, service: ServiceRecord) {
  const primary = service.deployments[0]!
  return [...service.tasks].filter(isLive).map((record) => ({
    task: record,
    own: record.deployment === primary && !isOnLeavingInstance(record),
    healthy: isHealthy(record),
    protected: (record.protectedUntil ?? 0) > world.now,
  }))
}

/** Tasks on an instance that drains are replaced elsewhere. */
const isOnLeavingInstance = ({ instance }: TaskRecord): boolean =>
  instance !== undefined && instance.instance.status !== 'ACTIVE'

/** A deleted service stops its tasks and is INACTIVE when the last is gone. */
function drain(world: World, service: ServiceRecord): void {
  stopTasks(world, service, [...service.tasks].filter(isLive))
  if (service.tasks.size > 0) return
  service.service.status = 'INACTIVE'
  for (const each of service.deployments) each.deployment.status = 'INACTIVE'
  service.deployments = []
  service.cancelWatch?.()
  world.after(INACTIVE_KEPT_MS, () => {
    const { services } = service.cluster
    if (services.get(service.name) === service) services.delete(service.name)
  })
}

import type { World } from '../../../world.ts'
import { targetRegistry } from '../../elbv2/target-registry.ts'
import type { ServiceRecord, TaskRecord, TaskTarget } from '../state.ts'
import { wake } from './wake.ts'
import { announce } from './service-events.ts'
import { stopTasks } from './stop-tasks.ts'

/** How often targets are asked: soon after a change, ever more seldom while nothing changes. */
const SOON_MS = 5000
const SELDOM_MS = 60_000

/** Starts, or hastens, asking the target groups of a service after its tasks. */
export function watchTargets(world: World, service: ServiceRecord): void {
  service.cancelWatch?.()
  service.watchMs = SOON_MS
  service.cancelWatch = world.after(SOON_MS, () => look(world, service))
}

function look(world: World, service: ServiceRecord): void {
  let watched = false
  let changed = false
  for (const record of service.tasks) {
    if (record.task.desiredStatus !== 'RUNNING' || record.task.lastStatus !== 'RUNNING') continue
    for (const each of record.targets) {
      watched = true
      const health = targetRegistry.health(world, each.targetGroupArn, each.target)
      if (health.state !== each.health.state) changed = true
      each.health = health
    }
    const failing = record.targets.length ? record.targets.find(isUnhealthy) : undefined
    if (failing && isPastGrace(world, service, record)) replace(world, service, record, failing)
  }
  if (changed) wake(world, service)
  if (!watched) {
    delete service.cancelWatch
    return
  }
  service.watchMs = changed ? SOON_MS : Math.min(service.watchMs * 2, SELDOM_MS)
  service.cancelWatch = world.after(service.watchMs, () => look(world, service))
}

const isUnhealthy = ({ health }: TaskTarget) => health.state === 'unhealthy'

/** Failing checks are ignored for the health check grace period after a task first started. */
export function isPastGrace(world: World, service: ServiceRecord, record: TaskRecord): boolean {
  const graceMs = (service.service.healthCheckGracePeriodSeconds ?? 0) * 1000
  return world.now - (record.task.startedAt?.getTime() ?? world.now) >= graceMs
}

function replace(world: World, service: ServiceRecord, record: TaskRecord, failing: TaskTarget): void {
  const { target, targetGroupArn, health } = failing
  const who = record.instance && !record.address ? `(instance ${target.id})` : `(task ${record.id})`
  const reason = `(reason ${health.description ?? health.reason ?? 'Health checks failed'})`
  const where = `(target-group ${targetGroupArn})`
  announce(world, service, `${who} (port ${target.port}) is unhealthy in ${where} due to ${reason}.`)
  stopTasks(
    world,
    service,
    [record],
    () => `Task failed ELB health checks in (target-group ${targetGroupArn})`,
  )
}

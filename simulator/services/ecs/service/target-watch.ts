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
  service.cancelWatch?.()
  service.cancelWatch = undefined
  const watched: TaskRecord[] = []
  let changed = false
  for (const record of service.tasks) {
    if (record.targets.length === 0) continue
    if (record.task.desiredStatus !== 'RUNNING' || record.task.lastStatus !== 'RUNNING') continue
    watched.push(record)
    for (const each of record.targets) {
      const health = targetRegistry.health(world, each.targetGroupArn, each.target)
      if (health.state !== each.health.state) changed = true
      each.health = health
    }
    const failing = record.targets.find(isUnhealthy)
    if (failing && isPastGrace(world, service, record)) replace(world, service, record, failing)
  }
  if (changed) wake(world, service)
  if (watched.length > 0) lookAgain(world, service, watched, changed)
}

/** Plans the next look; where nothing can change by itself it waits for a task's grace to end or for a change. */
function lookAgain(world: World, service: ServiceRecord, watched: TaskRecord[], changed: boolean): void {
  const again = () => look(world, service)
  const targets = watched.flatMap((record) => record.targets)
  if (changed || targets.some(({ health }) => !health.settled)) {
    service.watchMs = changed ? SOON_MS : Math.min(service.watchMs * 2, SELDOM_MS)
    service.cancelWatch = world.after(service.watchMs, again)
    return
  }
  const hurry = () => watchTargets(world, service)
  const groups = new Set(targets.map((each) => each.targetGroupArn))
  const ends = [...groups].map((targetGroupArn) => targetRegistry.onChange(world, targetGroupArn, hurry))
  const spared = watched.filter((record) => record.targets.some(isUnhealthy))
  const grace = spared.map((record) => graceEnd(world, service, record)).filter((end) => end > world.now)
  if (grace.length > 0) ends.push(world.at(Math.min(...grace), again))
  service.cancelWatch = () => {
    for (const end of ends) end()
  }
}

const isUnhealthy = ({ health }: TaskTarget) => health.state === 'unhealthy'

/** Failing checks are ignored for the health check grace period after a task first started. */
export function isPastGrace(world: World, service: ServiceRecord, record: TaskRecord): boolean {
  return world.now >= graceEnd(world, service, record)
}

function graceEnd(world: World, { service }: ServiceRecord, { task }: TaskRecord): number {
  const graceMs = (service.healthCheckGracePeriodSeconds ?? 0) * 1000
  return (task.startedAt?.getTime() ?? world.now) + graceMs
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

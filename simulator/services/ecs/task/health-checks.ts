import type { HealthStatus } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { ContainerRecord, TaskRecord } from '../state.ts'

/** So many checks are looked at ahead of time while all is well. */
const LOOK_AHEAD = 100

/** Whether the definition gives a container a health check (`["NONE"]` takes one away). */
export const hasCheck = ({ definition }: ContainerRecord): boolean =>
  (definition.healthCheck?.command?.length ?? 0) > 0 && definition.healthCheck?.command?.[0] !== 'NONE'

/**
 * Runs the container's health check each interval, as Docker does: one success makes it HEALTHY, `retries` failures in
 * a row make it UNHEALTHY, and failures within the start period do not count.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export function watchHealth(world: World, record: TaskRecord, each: ContainerRecord): void {
  each.failedChecks = 0
  each.container.healthStatus = 'UNKNOWN'
  if (!hasCheck(each)) return
  const check = each.definition.healthCheck!
  const intervalMs = (check.interval ?? 30) * 1000
  const startMs = (check.startPeriod ?? 0) * 1000
  const retries = check.retries ?? 3
  const { behaviour } = each
  const run = each.run!
  /** How many of the next checks pass: a behaviour is a pure function of age, so these need no event of their own. */
  const passesAhead = (ageMs: number) => {
    let quiet = 0
    while (quiet < LOOK_AHEAD && behaviour.healthy!(run, ageMs + (quiet + 1) * intervalMs)) quiet++
    return quiet
  }
  const probe = () => {
    const ageMs = world.now - run.startedAt
    let status: HealthStatus = each.container.healthStatus ?? 'UNKNOWN'
    if (behaviour.healthy?.(run, ageMs) ?? true) {
      each.failedChecks = 0
      status = 'HEALTHY'
    } else if (ageMs > startMs && ++each.failedChecks >= retries) status = 'UNHEALTHY'
    if (status !== each.container.healthStatus) {
      each.container.healthStatus = status
      judge(record)
      record.advance()
    }
    // A check that can never fail need not be asked again.
    if (!behaviour.healthy && status === 'HEALTHY') return
    const quiet = status === 'HEALTHY' && each.failedChecks === 0 ? passesAhead(ageMs) : 0
    each.cancelCheck = world.after((quiet + 1) * intervalMs, probe)
  }
  each.cancelCheck = world.after(intervalMs, probe)
}

/**
 * A task's health over its essential containers that have a check. Containers without one are passed over, as ECS does
 * in practice (aws/amazon-ecs-agent issue 4094), though the API reference says otherwise.
 */
function judge(record: TaskRecord): void {
  let status: HealthStatus | undefined
  for (const each of record.containers) {
    if (!each.essential || !hasCheck(each)) continue
    const own = each.container.healthStatus ?? 'UNKNOWN'
    if (own === 'UNHEALTHY' || status === undefined) status = own
    else if (own === 'UNKNOWN' && status === 'HEALTHY') status = own
  }
  if (status === undefined || status === record.task.healthStatus) return
  record.task.healthStatus = status
  record.task.version = (record.task.version ?? 0) + 1
  record.notify('health')
}

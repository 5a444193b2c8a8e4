import type { World } from '../../../world.ts'
import type { ServiceRecord, TaskRecord } from '../state.ts'
import { stopTask } from '../task/stop.ts'
import { disturb } from './disturb.ts'
import { announce } from './service-events.ts'

/** Stops tasks of a service on the scheduler's behalf, with the events that ECS writes. */
export function stopTasks(
  world: World,
  service: ServiceRecord,
  records: TaskRecord[],
  reasonOf: (record: TaskRecord) => string = scalingReason,
): void {
  if (records.length === 0) return
  const stopped = records.filter((record) => {
    const draining = record.targets.some((each) => each.registered)
    const about = record.deployment && `taskSet ${record.deployment.id}`
    const stop = {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: reasonOf(record),
      drain: true,
    } as const
    if (!stopTask(world, record, stop)) return false
    if (draining) announce(world, service, 'has begun draining connections on 1 tasks.', about)
    return true
  })
  if (stopped.length === 0) return
  disturb(world, service)
  announce(world, service, `has stopped ${stopped.length} running tasks: ${listed(stopped)}.`)
}

/** `(task a) (task b)`, as events name tasks. */
export const listed = (records: TaskRecord[]) => records.map((each) => `(task ${each.id})`).join(' ')

const scalingReason = (record: TaskRecord) =>
  `Scaling activity initiated by (deployment ${record.deployment?.id ?? ''})`

import { hasCheck } from '../task/health-checks.ts'
import type { TaskRecord } from '../state.ts'

/** Wanted and not on its way down. */
export const isLive = ({ task }: TaskRecord): boolean => task.desiredStatus === 'RUNNING'

/**
 * What the service scheduler counts towards the minimum healthy percent: RUNNING, and passing whatever checks it —
 * container health checks and target groups. Without either RUNNING is enough.
 */
export function isHealthy(record: TaskRecord): boolean {
  const { task } = record
  if (task.desiredStatus !== 'RUNNING' || task.lastStatus !== 'RUNNING') return false
  if (task.healthStatus !== 'HEALTHY' && record.containers.some((each) => each.essential && hasCheck(each))) {
    return false
  }
  return record.targets.every(({ health }) => IN_SERVICE.has(health.state))
}

/** A group that nothing listens to (`unused`) or that does not check (`unavailable`) cannot fail a task. */
const IN_SERVICE = new Set(['healthy', 'unused', 'unavailable'])

/** Tasks by state, as services, deployments and clusters count them. */
export function countTasks(records: Iterable<TaskRecord>): { runningCount: number; pendingCount: number } {
  let runningCount = 0
  let pendingCount = 0
  for (const { task } of records) {
    if (task.lastStatus === 'RUNNING') runningCount++
    else if (task.desiredStatus === 'RUNNING') pendingCount++
  }
  return { runningCount, pendingCount }
}

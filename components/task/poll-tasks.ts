import { pollByTally } from '@/components/health/poll'
import { freshness } from '@/lib/api/freshness'
import { tallyOf } from '@/lib/health/tally'
import type { TaskSummary } from '@/lib/task/contract'

/** How often to ask for tasks (ms): fast while one is on its way to RUNNING or STOPPED. */
export function pollTasks(
  tasks: readonly Pick<TaskSummary, 'lastStatus' | 'desiredStatus' | 'health'>[] | undefined,
): number | undefined {
  if (tasks === undefined) return undefined
  if (tasks.some(moves)) return freshness.live.pollMs
  const present = tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED')
  return pollByTally(tallyOf(present))
}

function moves({ lastStatus, desiredStatus }: Pick<TaskSummary, 'lastStatus' | 'desiredStatus'>): boolean {
  const settled = lastStatus === 'RUNNING' || lastStatus === 'STOPPED'
  return !settled || (desiredStatus !== null && lastStatus !== desiredStatus)
}

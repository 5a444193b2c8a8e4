import type { TaskSummary } from '@/lib/task/contract'

/** ELBv2's state of each of a task's targets, in its own words: "unhealthy: Target.ResponseCodeMismatch". */
export function targetWords({ targets }: Pick<TaskSummary, 'targets'>): string[] {
  return targets.map(({ state, reason }) => (reason === null ? state : `${state}: ${reason}`))
}

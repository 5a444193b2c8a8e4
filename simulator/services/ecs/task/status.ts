import type { ClusterRecord, TaskCounts, TaskRecord } from '../state.ts'

/** Moves a task on, and keeps what its cluster counts: DescribeClusters would else look at thousands of tasks. */
export function setStatus(
  record: TaskRecord,
  lastStatus: string,
  desiredStatus = record.task.desiredStatus,
): void {
  countTask(record, -1)
  record.task.lastStatus = lastStatus
  record.task.desiredStatus = desiredStatus
  countTask(record, 1)
}

/** Adds a task to what its cluster counts, or takes it away: RUNNING, or wanted and not yet there. */
export function countTask({ task, cluster }: TaskRecord, by: 1 | -1): void {
  const counts = countsOf(cluster, task.launchType)
  if (task.lastStatus === 'RUNNING') counts.running += by
  else if (task.desiredStatus === 'RUNNING') counts.pending += by
}

function countsOf({ counts }: ClusterRecord, launchType: string | undefined): TaskCounts {
  if (launchType === 'FARGATE' || launchType === 'EXTERNAL') return counts[launchType]
  return counts.EC2
}

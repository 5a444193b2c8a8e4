import type { Place } from '@/components/shell/places'
import { truncateMiddle } from '@/components/ui/format'
import { pathOf } from '@/lib/api/paths'
import type { TaskSummary } from '@/lib/task/contract'

/** Where a task's page is. */
export function taskPath(
  place: Place,
  { clusterName, taskId }: Pick<TaskSummary, 'clusterName' | 'taskId'>,
): string {
  return pathOf('/{account}/{region}/clusters/{cluster}/tasks/{task}', {
    ...place,
    cluster: clusterName,
    task: taskId,
  })
}

/** A task as the menus of resources take it. */
export function taskResource({
  arn,
  taskId,
  clusterName,
}: Pick<TaskSummary, 'arn' | 'taskId' | 'clusterName'>) {
  return {
    name: `task ${truncateMiddle(taskId)}`,
    arn,
    cli: ['ecs', 'describe-tasks', ['--cluster', clusterName], ['--tasks', taskId]] as const,
    console: ['clusters', clusterName, 'tasks', taskId],
  }
}

import 'server-only'
import type { TaskSummary } from '@/lib/task/contract'
import type { Attention } from '../contract'

const dayMs = 24 * 60 * 60_000

/**
 * Standalone and scheduled tasks that failed within the last day, as far as AWS still knows them (about an hour).
 * The newest of each family and starter stands for the earlier ones.
 */
export function failedTasks(clusterName: string, stopped: readonly TaskSummary[], now: number): Attention[] {
  const failed = stopped
    .filter((task) => task.serviceName === null && task.health.level === 'failing')
    .filter(({ stoppedAt }) => stoppedAt !== null && now - Date.parse(stoppedAt) <= dayMs)
    .sort((a, b) => (b.stoppedAt ?? '').localeCompare(a.stoppedAt ?? ''))
  const newest = new Map<string, TaskSummary>()
  for (const task of failed) {
    const key = `${task.taskDefinition?.family ?? task.group ?? task.taskId} ${task.startedBy ?? ''}`
    if (!newest.has(key)) newest.set(key, task)
  }
  return [...newest.values()].map((task) => ({
    kind: 'task',
    clusterName,
    name: task.taskId,
    title: task.taskDefinition?.family ?? task.group ?? task.taskId,
    health: task.health,
    since: task.stoppedAt,
  }))
}

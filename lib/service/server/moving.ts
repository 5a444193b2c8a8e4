import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { EcsTask } from '@/lib/aws/ecs-tasks'
import { type ListedTask, type TaskList } from '@/lib/task/server/cluster-tasks'

type Known = ReadonlyMap<string, Read<EcsService | null>>

/**
 * The services that are on their way to another state, or to which something happened since they were described: a task
 * of theirs came or went, or runs for a deployment that their description does not know. The rest of an estate is quiet
 * and is described rarely.
 */
export function movingServices(known: Known, tasks: { running: TaskList; stopped: TaskList }): Set<string> {
  const moving = new Set<string>()
  for (const [name, read] of known)
    if (read.ok && read.value !== null && isMoving(read.value)) moving.add(name)
  for (const task of [...tasks.running.tasks, ...tasks.stopped.tasks]) {
    const name = task.serviceName
    if (name === null || moving.has(name) || !task.read.ok) continue
    const read = known.get(name)
    if (read?.ok && read.value !== null && isNews(task.read.value, read.value, read.asOf)) moving.add(name)
  }
  return moving
}

function isMoving({ deployments, runningCount, desiredCount, pendingCount }: EcsService): boolean {
  return (
    (deployments?.length ?? 0) > 1 ||
    deployments?.[0]?.rolloutState === 'IN_PROGRESS' ||
    (pendingCount ?? 0) > 0 ||
    runningCount !== desiredCount
  )
}

function isNews(task: EcsTask, service: EcsService, describedAt: number): boolean {
  const last = task.stoppedAt ?? task.stoppingAt ?? task.startedAt ?? task.createdAt
  if (last !== undefined && last.getTime() > describedAt) return true
  if (task.lastStatus === 'STOPPED' || !task.startedBy?.startsWith('ecs-svc/')) return false
  const ids = service.deployments?.map(({ id }) => id) ?? []
  return ids.length > 0 && !ids.includes(task.startedBy)
}

/**
 * Whether descriptions that are younger than a list of running tasks count other tasks than it has: then it is time to
 * list them again.
 */
export function isOutdated(list: Read<string[]>, listed: ReadonlyMap<string, number>, known: Known): boolean {
  if (!list.ok) return false
  for (const [name, read] of known) {
    if (!read.ok || read.value === null || read.asOf <= list.asOf) continue
    const { runningCount = 0, pendingCount = 0 } = read.value
    if (runningCount + pendingCount !== (listed.get(name) ?? 0)) return true
  }
  return false
}

/** How many tasks of each service a list has, as far as they are described. */
export function countsByService(tasks: readonly ListedTask[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const task of tasks) {
    const name = task.serviceName
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

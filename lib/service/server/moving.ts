import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { EcsTask } from '@/lib/aws/ecs-tasks'
import { type ListedTask, type TaskList } from '@/lib/task/server/cluster-tasks'

export type Known = ReadonlyMap<string, Read<EcsService | null>>

/**
 * The services to be described again soon: `moving` are on their way to another state, or have tasks of a deployment that
 * their description does not know; in the `news` are those that were quiet and of which a task came or went since they
 * were described. The rest of an estate is quiet and is described rarely. `now`: AWS's time, epoch ms.
 */
export function movingServices(
  known: Known,
  tasks: { running: TaskList; stopped: TaskList },
  now: number,
): { moving: Set<string>; news: Set<string> } {
  const moving = new Set<string>()
  const news = new Set<string>()
  for (const [name, read] of known)
    if (read.ok && read.value !== null && isMoving(read.value)) moving.add(name)
  const onTheirWay = new Set(moving)
  for (const { serviceName: name, read: task } of [...tasks.running.tasks, ...tasks.stopped.tasks]) {
    if (name === null || !task.ok || onTheirWay.has(name)) continue
    const read = known.get(name)
    if (!read?.ok || read.value === null) continue
    const last = lastOf(task.value)
    // What a clock says that goes wrong would be news for ever.
    if (last > read.asOf && last <= now) news.add(name)
    else if (isOfAnother(task.value, read.value)) moving.add(name)
  }
  return { moving, news }
}

function isMoving({ deployments, runningCount, desiredCount, pendingCount }: EcsService): boolean {
  return (
    (deployments?.length ?? 0) > 1 ||
    deployments?.[0]?.rolloutState === 'IN_PROGRESS' ||
    (pendingCount ?? 0) > 0 ||
    runningCount !== desiredCount
  )
}

/** When the last thing happened to a task, epoch ms. */
function lastOf({ stoppedAt, stoppingAt, startedAt, createdAt }: EcsTask): number {
  return (stoppedAt ?? stoppingAt ?? startedAt ?? createdAt)?.getTime() ?? 0
}

function isOfAnother(task: EcsTask, service: EcsService): boolean {
  if (task.lastStatus === 'STOPPED' || !task.startedBy?.startsWith('ecs-svc/')) return false
  const ids = service.deployments?.map(({ id }) => id) ?? []
  return ids.length > 0 && !ids.includes(task.startedBy)
}

/** Whether descriptions that are younger than a list of running tasks count other tasks than it has. */
export function isOutdated(
  list: Extract<Read<string[]>, { ok: true }>,
  listed: ReadonlyMap<string, number>,
  known: Known,
): boolean {
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

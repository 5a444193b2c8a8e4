import 'server-only'
import { merge } from '@/lib/api/assemble'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { describeTask, listTaskArns } from '@/lib/aws/ecs-tasks'
import type { EcsTask } from '@/lib/aws/ecs-tasks'
import type { ReadOptions } from '@/lib/load-balancer/server'
import { nameOf } from '@/lib/api/arn'

/** A listed task: its own read, so that one that fails costs only itself. */
export type ListedTask = { arn: string; read: Read<EcsTask> }

/** The tasks of one desired status; `parts` of it: the list, and the descriptions as one. */
export type TaskList = { list: Read<string[]>; tasks: ListedTask[]; described: Read<null> }

/**
 * All tasks of a cluster that are meant to run, and the ones that AWS still remembers as stopped: two lists for the whole
 * cluster, joined later by `group`, never one list for each service. A task that is gone between list and description is
 * left out.
 */
export async function clusterTasks(
  scope: Scope,
  cluster: string,
  options?: ReadOptions,
): Promise<{ running: TaskList; stopped: TaskList }> {
  const [running, stopped] = await Promise.all([
    tasksOfStatus(scope, cluster, 'RUNNING', options),
    tasksOfStatus(scope, cluster, 'STOPPED', options),
  ])
  // The two lists are read apart: a task that stopped in between stands in both, and there are endpoints that ignore the
  // status and give all tasks twice. Its own description says where it belongs; without one it stays a stopped one.
  const inRunning = new Set(running.tasks.map(({ arn }) => arn))
  const twice = stopped.tasks.filter(({ arn }) => inRunning.has(arn))
  const living = new Set(twice.filter(isLiving).map(({ arn }) => arn))
  const ended = new Set(twice.filter((task) => !isLiving(task)).map(({ arn }) => arn))
  running.tasks = running.tasks.filter(({ arn }) => !ended.has(arn))
  stopped.tasks = stopped.tasks.filter(({ arn }) => !living.has(arn))
  return { running, stopped }
}

function isLiving({ read }: ListedTask): boolean {
  return read.ok && read.value.desiredStatus !== 'STOPPED' && read.value.lastStatus !== 'STOPPED'
}

async function tasksOfStatus(
  scope: Scope,
  cluster: string,
  status: 'RUNNING' | 'STOPPED',
  options?: ReadOptions,
): Promise<TaskList> {
  const list = await listTaskArns(scope, cluster, status, options)
  if (!list.ok) return { list, tasks: [], described: list }
  const arns = [...new Set(list.value)]
  const found = await Promise.all(
    arns.map(async (arn) => ({ arn, read: await describeTask(scope, cluster, nameOf(arn), options) })),
  )
  const tasks = found.flatMap(({ arn, read }): ListedTask[] => {
    if (!read.ok) return [{ arn, read }]
    return read.value === null ? [] : [{ arn, read: { ...read, value: read.value } }]
  })
  return {
    list,
    tasks,
    described: merge(
      found.map(({ read }) => read),
      () => null,
      now(scope),
    ),
  }
}

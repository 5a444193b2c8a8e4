import 'server-only'
import { nameOf } from '@/lib/api/arn'
import { oneOf } from '@/lib/api/assemble'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import { now } from '@/lib/aws/connection'
import { describeTasks, type EcsTask, knownTasks, listTaskArns } from '@/lib/aws/ecs-tasks'

/** A listed task: its own read, so that one that fails costs only itself; and the service that it is of, if any. */
export type ListedTask = { arn: string; read: Read<EcsTask>; serviceName: string | null }

/** The tasks of one desired status; `parts` of it: the list, and the descriptions as one. */
export type TaskList = {
  list: Read<string[]>
  tasks: ListedTask[]
  described: Read<null>
  /** How many are listed and yet MISSING: gone since, or so new that ECS does not describe them yet. */
  gone: number
}

/** Deaths are what a reader must hear of soon, and their lists are short. */
const stoppedListMs = 45_000
/** A task is young (ms) as long as its checks are still finding their first word. */
const youngMs = 2 * 60_000

/**
 * All tasks of a cluster that are meant to run, and the ones that AWS still remembers as stopped: two lists for the whole
 * cluster, joined later by `group`, never one list for each service. A task that is gone between list and description is
 * left out.
 *
 * @param relist something tells that the list of running tasks is another by now
 * @param focus the services that are looked at: their tasks do not rest as those of the whole cluster do
 */
export async function clusterTasks(
  scope: Scope,
  cluster: string,
  options: ReadOptions,
  { relist = false, focus = nobody }: { relist?: boolean; focus?: ReadonlySet<string> } = {},
): Promise<{ running: TaskList; stopped: TaskList }> {
  const [running, stopped] = await Promise.all([
    runningTasks(scope, cluster, options, { relist, focus }),
    stoppedTasks(scope, cluster, options),
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

async function runningTasks(
  scope: Scope,
  cluster: string,
  options: ReadOptions,
  { relist, focus }: { relist: boolean; focus: ReadonlySet<string> },
): Promise<TaskList> {
  const list = await listTaskArns(scope, cluster, 'RUNNING', { ...options, soon: relist })
  if (!list.ok) return { list, tasks: [], described: list, gone: 0 }
  const ids = list.value.map(nameOf)
  const at = now(scope)
  const soon = new Set<string>()
  for (const [id, read] of knownTasks(scope, cluster, ids))
    if (
      read.ok &&
      read.value !== null &&
      (isOnItsWay(read.value, at) || focus.has(serviceOf(read.value) ?? ''))
    )
      soon.add(id)
  const reads = await describeTasks(scope, cluster, ids, { ...options, soon })
  return listed(list, reads, at)
}

/** What a stopped task was never changes, so each is described once. */
async function stoppedTasks(scope: Scope, cluster: string, options: ReadOptions): Promise<TaskList> {
  const list = await listTaskArns(scope, cluster, 'STOPPED', { ...options, atMostMs: stoppedListMs })
  if (!list.ok) return { list, tasks: [], described: list, gone: 0 }
  const ids = list.value.map(nameOf)
  const soon = new Set<string>()
  for (const [id, read] of knownTasks(scope, cluster, ids))
    if (read.ok && read.value !== null && read.value.lastStatus !== 'STOPPED') soon.add(id)
  const reads = await describeTasks(scope, cluster, ids, { ...options, freshness: 'fixed', soon })
  const found = listed(list, reads, now(scope))
  // As sure as the list: a description of what is over does not grow old.
  return {
    ...found,
    described: found.described.ok ? { ...found.described, asOf: list.asOf } : found.described,
    tasks: found.tasks.map((task) =>
      task.read.ok && task.read.value.lastStatus === 'STOPPED'
        ? { ...task, read: { ...task.read, asOf: list.asOf } }
        : task,
    ),
  }
}

const nobody: ReadonlySet<string> = new Set()

/** By its group (`service:web`). */
function serviceOf({ group = '' }: EcsTask): string | null {
  return group.startsWith('service:') ? group.slice('service:'.length) : null
}

function isOnItsWay(task: EcsTask, now: number): boolean {
  if (task.lastStatus !== 'RUNNING' || task.desiredStatus !== 'RUNNING') return true
  const age = now - (task.startedAt?.getTime() ?? now)
  return age < youngMs && task.healthStatus !== 'HEALTHY'
}

function listed(
  list: Extract<Read<string[]>, { ok: true }>,
  reads: ReadonlyMap<string, Read<EcsTask | null>>,
  now: number,
): TaskList {
  const tasks: ListedTask[] = []
  let gone = 0
  for (const arn of new Set(list.value)) {
    const read = reads.get(nameOf(arn))
    if (read === undefined) continue
    if (isThere(read)) tasks.push(listedTask(arn, read))
    else gone += 1
  }
  return { list, tasks, described: oneOf(reads.values(), now), gone }
}

const isThere = (read: Read<EcsTask | null>): read is Read<EcsTask> => !read.ok || read.value !== null

/** What a read told is listed once: what did not change stays the same object. */
const known = new WeakMap<Read<EcsTask>, ListedTask>()

export function listedTask(arn: string, read: Read<EcsTask>): ListedTask {
  const before = known.get(read)
  if (before?.arn === arn) return before
  const task = { arn, read, serviceName: read.ok ? serviceOf(read.value) : null }
  known.set(read, task)
  return task
}

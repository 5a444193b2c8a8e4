import 'server-only'
import type { Parts } from '@/lib/api/answer'
import { oneOf, partOf } from '@/lib/api/assemble'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import { now } from '@/lib/aws/connection'
import { describeServices } from '@/lib/aws/ecs-services'
import { definitionOf } from '@/lib/task-definition/server'
import { clusterTasks, type ListedTask, type TaskList } from './cluster-tasks'
import { type JudgedListedTask, judgeTask, taskVerdicts } from './judge'
import { type Surroundings, surroundingsOf } from './surroundings'

/** Every task of a cluster with its verdict; `asOf` of the lists and descriptions, not of definitions. */
export type JudgedTasks = {
  running: JudgedListedTask[]
  stopped: JudgedListedTask[]
  lists: { running: TaskList; stopped: TaskList }
}

/** Reads and judges the tasks of a cluster; `only` limits the judging (not the lists) to some services. */
export async function judgedTasks(
  scope: Scope,
  cluster: string,
  options: ReadOptions,
  only?: ReadonlySet<string>,
): Promise<JudgedTasks> {
  const lists = await clusterTasks(scope, cluster, options, only && { focus: only })
  const wanted = only ?? lists.running.tasks.flatMap((task) => task.serviceName ?? [])
  const services = await describeServices(scope, cluster, [...wanted], options)
  const { running, stopped } = tasksAmong(lists, only)
  const around = await surroundingsOf(scope, cluster, [...running, ...stopped], services, options)
  return judgeAll(scope, cluster, lists, around, only)
}

/** Some of the tasks of a cluster: all, or those of some services and those that may be anybody's. */
export function tasksAmong(lists: JudgedTasks['lists'], only?: ReadonlySet<string>): Listed {
  const ours = ({ tasks }: TaskList) =>
    only === undefined
      ? tasks
      : tasks.filter(({ read, serviceName }) => !read.ok || only.has(serviceName ?? ''))
  return { running: ours(lists.running), stopped: ours(lists.stopped) }
}

type Listed = { running: ListedTask[]; stopped: ListedTask[] }

/** Judges tasks by what was read of them and around them. */
export function judgeAll(
  scope: Scope,
  cluster: string,
  lists: JudgedTasks['lists'],
  around: Surroundings,
  only?: ReadonlySet<string>,
): JudgedTasks {
  const { running, stopped } = tasksAmong(lists, only)
  const at = now(scope)
  const verdicts = taskVerdicts(scope, cluster)
  const judge = (task: ListedTask) => judgeTask(verdicts, cluster, task, around, at)
  const judged = { running: running.map(judge), stopped: stopped.map(judge), lists }
  if (only === undefined) {
    const there = new Set([...running, ...stopped].map(({ arn }) => arn))
    for (const arn of verdicts.keys()) if (!there.has(arn)) verdicts.delete(arn)
  }
  return judged
}

/** Judges one task with its whole definition, whether the verdict hangs on it or not. */
export async function judgeOne(
  scope: Scope,
  cluster: string,
  task: ListedTask,
  options: ReadOptions,
): Promise<JudgedListedTask> {
  const name = task.serviceName
  const arn = task.read.ok ? task.read.value.taskDefinitionArn : undefined
  const [services, definition] = await Promise.all([
    describeServices(scope, cluster, name === null ? [] : [name], options),
    arn === undefined ? undefined : definitionOf(scope, arn, options),
  ])
  const around = await surroundingsOf(scope, cluster, [task], services, options)
  if (arn !== undefined && definition !== undefined) around.definitions.reads.set(arn, definition)
  return judgeTask(taskVerdicts(scope, cluster), cluster, task, around, now(scope))
}

/** The parts of an answer that is made of tasks. */
export function taskParts(scope: Scope, judged: JudgedTasks): Parts {
  const parts: Parts = {
    tasks: partOf(judged.lists.running.list, judged.lists.running.described),
    stoppedTasks: partOf(judged.lists.stopped.list, judged.lists.stopped.described),
  }
  return { ...parts, ...checkParts(scope, [...judged.running, ...judged.stopped]) }
}

/** `targetHealth` when a target group checks one of the tasks; `taskDefinition` when one had to be read. */
export function checkParts(scope: Scope, tasks: readonly JudgedListedTask[]): Parts {
  const targets = tasks.flatMap(({ checks }) => checks.map(({ read }) => read))
  const definitions = tasks.flatMap(({ definition }) => definition ?? [])
  const at = now(scope)
  return {
    ...(targets.length > 0 && { targetHealth: partOf(oneOf(targets, at)) }),
    ...(definitions.length > 0 && { taskDefinition: partOf(oneOf(definitions, at)) }),
  }
}

/** The ages of the mutable facts in it. */
export function taskAges(judged: JudgedTasks): (number | undefined)[] {
  const { running, stopped } = judged.lists
  const ages: (number | undefined)[] = [running.list, running.described, stopped.list, stopped.described].map(
    (read) => (read.ok ? read.asOf : undefined),
  )
  for (const { checks } of judged.running) for (const { read } of checks) if (read.ok) ages.push(read.asOf)
  return ages
}

/** Tasks that are listed and could not be described: how many, and why. */
export type Unread = { count: number; read: Read<null> }

/** Some tasks of a cluster that are known, and those that may be among them. */
export type SomeTasks = { known: JudgedListedTask[]; unread: Unread }

export function unreadOf(tasks: readonly JudgedListedTask[]): Unread {
  const unread = tasks.filter(({ isKnown }) => !isKnown)
  const reads = unread.map(({ read }) => read)
  return { count: unread.length, read: oneOf(reads, Infinity) }
}

/** Some tasks of one status as one fact: the list's failure is its failure, and so is that of every description. */
export function factOf(
  { list }: TaskList,
  { known, unread }: SomeTasks,
  now: number,
): Read<{ tasks: JudgedListedTask[]; unread: number }> {
  if (!list.ok) return list
  const reads: Read<unknown>[] = known.map(({ read }) => read)
  if (unread.count > 0) reads.push(unread.read)
  const described = oneOf(reads, now)
  if (!described.ok) return described
  const error = list.error ?? described.error
  return {
    ok: true,
    value: { tasks: known, unread: unread.count },
    asOf: Math.min(list.asOf, described.asOf),
    ...(error && { error }),
    ...(list.partial && { partial: true }),
    ...(list.away && { away: true }),
  }
}

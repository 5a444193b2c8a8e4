import 'server-only'
import type { Parts } from '@/lib/api/answer'
import { merge, partOf } from '@/lib/api/assemble'
import { oldest, type Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { describeService, type EcsService } from '@/lib/aws/ecs-services'
import type { ReadOptions } from '@/lib/load-balancer/server'
import type { TaskFacts } from '../health'
import { clusterTasks, type ListedTask, type TaskList } from './cluster-tasks'
import { type JudgedListedTask, judgeTask, serviceNameOf } from './judge'

/** Every task of a cluster with its verdict; `asOf` of the lists and descriptions, not of definitions. */
export type JudgedTasks = {
  running: JudgedListedTask[]
  stopped: JudgedListedTask[]
  lists: { running: TaskList; stopped: TaskList }
}

/** Reads and judges the tasks of a cluster; `serviceName` limits the judging (not the lists) to one service. */
export async function judgedTasks(
  scope: Scope,
  cluster: string,
  options?: ReadOptions,
  serviceName?: string,
): Promise<JudgedTasks> {
  const lists = await clusterTasks(scope, cluster, options)
  const ours = ({ tasks }: TaskList) =>
    tasks.filter((task) => serviceName === undefined || !task.read.ok || serviceNameOf(task) === serviceName)
  const services = await servicesOfTasks(scope, cluster, ours(lists.running), options)
  const judge = (task: ListedTask) =>
    judgeTask(scope, cluster, task, services.get(serviceNameOf(task) ?? '') ?? null, options)
  const [running, stopped] = await Promise.all([
    Promise.all(ours(lists.running).map(judge)),
    Promise.all(ours(lists.stopped).map(judge)),
  ])
  return { running, stopped, lists }
}

/** The services that running tasks belong to, asked for in one tick so that they go into few calls. */
async function servicesOfTasks(
  scope: Scope,
  cluster: string,
  tasks: ListedTask[],
  options?: ReadOptions,
): Promise<Map<string, Read<EcsService | null>>> {
  const names = [...new Set(tasks.flatMap((task) => serviceNameOf(task) ?? []))]
  const reads = names.map(
    async (name) => [name, await describeService(scope, cluster, name, options)] as const,
  )
  return new Map(await Promise.all(reads))
}

/** The parts of an answer that is made of tasks. */
export function taskParts(scope: Scope, judged: JudgedTasks): Parts {
  const parts: Parts = {
    tasks: partOf(judged.lists.running.list, judged.lists.running.described),
    stoppedTasks: partOf(judged.lists.stopped.list, judged.lists.stopped.described),
  }
  return { ...parts, ...checkParts(scope, [...judged.running, ...judged.stopped]) }
}

/** `targetHealth` when a target group checks one of the tasks; `taskDefinition` when one has a definition. */
export function checkParts(scope: Scope, tasks: JudgedListedTask[]): Parts {
  const targets = tasks.flatMap(({ checks }) => checks.map(({ read }) => read))
  const definitions = tasks.flatMap(({ definition }) => definition ?? [])
  return {
    ...(targets.length > 0 && { targetHealth: partOf(...targets) }),
    ...(definitions.length > 0 && { taskDefinition: partOf(merge(definitions, () => null, now(scope))) }),
  }
}

/** The ages of the mutable facts in it. */
export function taskAges(judged: JudgedTasks): (number | undefined)[] {
  const { running, stopped } = judged.lists
  const reads: Read<unknown>[] = [running.list, running.described, stopped.list, stopped.described]
  const targets = judged.running.flatMap(({ checks }) => checks.map(({ read }) => read))
  return [...reads, ...targets].map((read) => (read.ok ? read.asOf : undefined))
}

/** One status's tasks as one fact: the list's failure is its failure, and so is that of every description. */
export function factOf<T>(
  list: TaskList,
  tasks: JudgedListedTask[],
  pick: (task: JudgedListedTask & { facts: TaskFacts }) => T,
  now: number,
): Read<{ tasks: T[]; unread: number }> {
  if (!list.list.ok) return list.list
  const known = tasks.flatMap(({ facts, ...task }) => (facts === null ? [] : [pick({ ...task, facts })]))
  if (known.length === 0 && tasks.length > 0 && !list.described.ok) return list.described
  const described = list.described.ok ? list.described.asOf : undefined
  const asOf = oldest([list.list.asOf, described], now)
  const error = list.list.error ?? (list.described.ok ? list.described.error : undefined)
  return {
    ok: true,
    value: { tasks: known, unread: tasks.filter(({ facts }) => facts === null).length },
    asOf,
    ...(error && { error }),
    ...(list.list.partial && { partial: true }),
  }
}

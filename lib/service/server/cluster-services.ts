import 'server-only'
import { setImmediate as breath } from 'node:timers/promises'
import { nameOf } from '@/lib/api/arn'
import type { Parts } from '@/lib/api/answer'
import { asOfOf, oneOf, partOf } from '@/lib/api/assemble'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import { now } from '@/lib/aws/connection'
import { describeServices, type EcsService, knownServices, listServiceArns } from '@/lib/aws/ecs-services'
import { clusterTasks, type TaskList } from '@/lib/task/server/cluster-tasks'
import { judgeAll, type JudgedTasks, judgedTasks, taskAges, taskParts } from '@/lib/task/server/judged-tasks'
import { type Surroundings, surroundingsOf } from '@/lib/task/server/surroundings'
import type { ServiceSummary } from '../contract'
import { judgeService, serviceVerdicts, tasksByService } from './judge'
import { movingServices } from './moving'
import { isToBeRelisted, noteListed } from './relist'

/** All services of a cluster with their verdicts. */
export type ClusterServices = {
  list: Read<string[]>
  services: ServiceSummary[]
  tasks: JudgedTasks
  asOf: (number | undefined)[]
  parts: Parts
  complete: boolean
}

/** What a cluster's services are judged by, read but not judged. */
export type ServicesFacts = {
  list: Read<string[]>
  /** ARNs by name: those that are listed, and those that tasks still belong to. */
  arns: Map<string, string>
  services: Map<string, Read<EcsService | null>>
  tasks: { running: TaskList; stopped: TaskList }
  around: Surroundings
}

/**
 * Reads a cluster's services: names from the list, descriptions ten a call, tasks in two lists for the whole cluster.
 * A service that ECS does not list any more and that still has tasks is draining, and belongs here as well.
 */
export async function servicesFacts(
  scope: Scope,
  cluster: string,
  options: ReadOptions,
): Promise<ServicesFacts> {
  const [list, tasks] = await Promise.all([
    listServiceArns(scope, cluster, options),
    clusterTasks(scope, cluster, options, { relist: isToBeRelisted(scope, cluster) }),
  ])
  const arns = new Map(list.ok ? list.value.map((arn) => [nameOf(arn), arn]) : [])
  if (list.ok)
    for (const task of tasks.running.tasks) {
      const name = task.serviceName
      if (name !== null && !arns.has(name)) arns.set(name, name)
    }
  const names = [...arns.keys()]
  const known = knownServices(scope, cluster, names)
  const { moving, news } = movingServices(known, tasks, now(scope))
  const services = await describeServices(scope, cluster, names, { ...options, soon: moving, news })
  noteListed(scope, cluster, tasks.running, services)
  const listed = [...tasks.running.tasks, ...tasks.stopped.tasks]
  const around = await surroundingsOf(scope, cluster, listed, services, options)
  return { list, arns, services, tasks, around }
}

/** Reads and judges a cluster's services. Never throws for what fails: the list's own failure stands in `list`. */
export async function clusterServices(
  scope: Scope,
  cluster: string,
  options: ReadOptions,
): Promise<ClusterServices> {
  return judgeCluster(scope, cluster, await servicesFacts(scope, cluster, options))
}

/** Some services of a cluster by name, without a look at the list of all. Those that are not there are left out. */
export async function someServices(
  scope: Scope,
  cluster: string,
  names: readonly string[],
  options: ReadOptions,
): Promise<Pick<ClusterServices, 'services' | 'asOf' | 'parts'>> {
  const [services, tasks] = await Promise.all([
    describeServices(scope, cluster, names, options),
    judgedTasks(scope, cluster, options, new Set(names)),
  ])
  const at = now(scope)
  const tasksOf = tasksByService(tasks)
  const verdicts = serviceVerdicts(scope, cluster)
  const judged = [...services].flatMap(([name, read]) => {
    if (read.ok && read.value === null) return []
    const arn = read.ok ? (read.value?.serviceArn ?? name) : name
    return [judgeService(verdicts, cluster, { arn, name, read }, tasksOf(name), tasks.lists, at)]
  })
  const reads = [...services.values()]
  return {
    services: judged.sort(byName),
    asOf: [...reads.map(asOfOf), ...taskAges(tasks)],
    parts: { services: partOf(oneOf(reads, at)), ...taskParts(scope, tasks) },
  }
}

/**
 * The services of many clusters. All are read at once and then judged one cluster after the other, with a breath between:
 * thousands of services must not hold up who else asks.
 */
export async function servicesOfClusters(
  scope: Scope,
  clusters: readonly string[],
  options: ReadOptions,
): Promise<ClusterServices[]> {
  const facts = await Promise.all(clusters.map(async (name) => servicesFacts(scope, name, options)))
  const judged: ClusterServices[] = []
  for (const [index, name] of clusters.entries()) {
    const own = facts[index]
    if (own === undefined) continue
    if (index > 0) await breath()
    judged.push(judgeCluster(scope, name, own))
  }
  return judged
}

/** Judges what `servicesFacts` read. */
export function judgeCluster(
  scope: Scope,
  cluster: string,
  { list, arns, services, tasks: lists, around }: ServicesFacts,
): ClusterServices {
  const tasks = judgeAll(scope, cluster, lists, around)
  const at = now(scope)
  const tasksOf = tasksByService(tasks)
  const verdicts = serviceVerdicts(scope, cluster)
  const judged: ServiceSummary[] = []
  for (const [name, arn] of arns) {
    const read = services.get(name)
    // A task's word alone is no service: one that nobody lists nor describes is gone.
    if (read === undefined || (arn === name && read.ok && read.value === null)) continue
    judged.push(judgeService(verdicts, cluster, { arn, name, read }, tasksOf(name), tasks.lists, at))
  }
  for (const name of verdicts.keys()) if (!arns.has(name)) verdicts.delete(name)
  const reads = [...services.values()]
  return {
    list,
    services: judged.sort(byName),
    tasks,
    asOf: [asOfOf(list), ...reads.map(asOfOf), ...taskAges(tasks)],
    parts: { services: partOf(list, oneOf(reads, at)), ...taskParts(scope, tasks) },
    complete: list.ok && list.error === undefined && judged.every(({ status }) => status !== null),
  }
}

const order = new Intl.Collator('en')
const byName = (a: ServiceSummary, b: ServiceSummary) => order.compare(a.name, b.name)

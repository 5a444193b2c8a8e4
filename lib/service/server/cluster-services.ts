import 'server-only'
import type { Parts } from '@/lib/api/answer'
import { asOfOf, merge, partOf } from '@/lib/api/assemble'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { describeService, listServiceArns } from '@/lib/aws/ecs-services'
import type { ReadOptions } from '@/lib/load-balancer/server'
import { type JudgedTasks, judgedTasks, taskAges, taskParts } from '@/lib/task/server/judged-tasks'
import { nameOf } from '@/lib/api/arn'
import type { ServiceSummary } from '../contract'
import { judgeService, tasksByService } from './judge'

/** All services of a cluster with their verdicts. */
export type ClusterServices = {
  list: Read<string[]>
  services: ServiceSummary[]
  tasks: JudgedTasks
  asOf: (number | undefined)[]
  parts: Parts
  complete: boolean
}

/**
 * Reads a cluster's services: names from the list, descriptions ten a call, tasks in two lists for the whole cluster,
 * and joins them here. Never throws for what fails: the list's own failure stands in `list`.
 */
export async function clusterServices(
  scope: Scope,
  cluster: string,
  options?: ReadOptions,
): Promise<ClusterServices> {
  const [list, tasks] = await Promise.all([
    listServiceArns(scope, cluster, options),
    judgedTasks(scope, cluster, options),
  ])
  const arns = list.ok ? [...new Map(list.value.map((arn) => [nameOf(arn), arn])).values()] : []
  const listed = await Promise.all(
    arns.map(async (arn) => {
      const name = nameOf(arn)
      return { arn, name, read: await describeService(scope, cluster, name, options) }
    }),
  )
  const tasksOf = tasksByService(tasks)
  const services = listed.map((service) =>
    judgeService(scope, cluster, service, tasksOf(service.name), tasks.lists),
  )
  const described = merge(
    listed.map(({ read }) => read),
    () => null,
    now(scope),
  )
  const readsAll = listed.every(({ read }) => read.ok && read.value !== null)
  return {
    list,
    services: services.sort((a, b) => a.name.localeCompare(b.name)),
    tasks,
    asOf: [asOfOf(list), ...listed.map(({ read }) => asOfOf(read)), ...taskAges(tasks)],
    parts: { services: partOf(list, described), ...taskParts(scope, tasks) },
    complete: list.ok && list.error === undefined && readsAll,
  }
}

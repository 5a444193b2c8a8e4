import 'server-only'
import { keptWhileUsed } from '@/lib/api/keeper'
import type { Scope } from '@/lib/api/segments'
import { connectionOf } from '@/lib/aws/connection'
import { knownCluster } from '@/lib/aws/ecs-clusters'
import type { TaskList } from '@/lib/task/server/cluster-tasks'
import { countsByService, isOutdated, type Known } from './moving'

/** `counts`: what the cluster counted when the list at hand was first seen; that list was read at `asOf` (epoch ms). */
type Listed = { asOf: number; counts: string | undefined; outdated: boolean }

/**
 * Whether something tells that the list of a cluster's running tasks is another by now. It takes many calls to read, and
 * descriptions of services and of the cluster, which are read more often, count the same tasks.
 */
export function isToBeRelisted(scope: Scope, cluster: string): boolean {
  return noteOf(scope, cluster).listed?.outdated ?? false
}

/** Notes what tells of the list at hand. */
export function noteListed(scope: Scope, cluster: string, { list, tasks }: TaskList, services: Known): void {
  const noted = noteOf(scope, cluster)
  if (!list.ok) {
    delete noted.listed
    return
  }
  const counts = countsOf(scope, cluster)
  const before = noted.listed
  const since = before?.asOf === list.asOf ? (before.counts ?? counts) : counts
  const outdated = since !== counts || isOutdated(list, countsByService(tasks), services)
  noted.listed = { asOf: list.asOf, counts: since, outdated }
}

/** The same text as long as the cluster counts the same. */
function countsOf(scope: Scope, name: string): string | undefined {
  const cluster = knownCluster(scope, name)
  if (!cluster?.ok || cluster.value === null) return undefined
  return `${cluster.value.runningTasksCount} ${cluster.value.pendingTasksCount}`
}

/** What was noted of a cluster. */
function noteOf(scope: Scope, cluster: string): { listed?: Listed } {
  return keptWhileUsed(`service.lists ${connectionOf(scope).id} ${cluster}`, () => ({}))
}

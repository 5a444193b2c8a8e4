import 'server-only'
import type { Answer } from '@/lib/api/answer'
import { answerOf, mergeParts, partOf } from '@/lib/api/assemble'
import { fromAfar } from '@/lib/aws/look'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { listClusterArns } from '@/lib/aws/ecs-clusters'
import { type ReadCluster, readClusters } from '@/lib/cluster/server/read'
import { tallyOf } from '@/lib/health/tally'
import { compareLevels, isAlarming } from '@/lib/health/contract'
import type { ServiceSummary } from '@/lib/service/contract'
import { troubleSince } from '@/lib/service/since'
import type { Attention, ClusterStrip, Overview } from './contract'
import { failedTasks } from './server/failed-tasks'

/** What is wrong now over all clusters, worst first, and every cluster as a strip of cells. */
export async function overviewOf({ scope }: { scope: Scope }): Promise<Answer<Overview>> {
  const list = await listClusterArns(scope)
  const { value, asOf } = must(list)
  const clusters = await readClusters(scope, value, fromAfar())
  const at = now(scope)
  const services = clusters.flatMap((cluster) => cluster.services.services)
  const attention = [
    ...services.filter(({ health }) => isAlarming(health.level)).map(serviceAttention),
    ...clusters.flatMap(({ summary, services: { tasks } }) =>
      failedTasks(
        summary.name,
        tasks.stopped.map((task) => task.summary),
        at,
      ),
    ),
  ].sort(worstFirst)
  const item: Overview = {
    attention,
    clusters: clusters.map(stripOf),
    levels: tallyOf(services),
    complete: list.error === undefined && clusters.every(({ complete }) => complete),
  }
  return answerOf(item, {
    now: at,
    asOf: [asOf, ...clusters.flatMap((cluster) => cluster.asOf)],
    parts: mergeParts([{ clusters: partOf(list) }, ...clusters.map(({ parts }) => parts)]),
  })
}

function serviceAttention(service: ServiceSummary): Attention {
  return {
    kind: 'service',
    clusterName: service.clusterName,
    name: service.name,
    title: service.name,
    health: service.health,
    since: troubleSince(service.health, service.deployedAt),
  }
}

/** A service's trouble before a task's of the same level; then by place, so that a refresh moves nothing. */
function worstFirst(a: Attention, b: Attention): number {
  return (
    compareLevels(a.health.level, b.health.level) ||
    a.kind.localeCompare(b.kind) ||
    a.clusterName.localeCompare(b.clusterName) ||
    a.title.localeCompare(b.title)
  )
}

function stripOf({ summary, services, complete }: ReadCluster): ClusterStrip {
  return {
    name: summary.name,
    arn: summary.arn,
    status: summary.status,
    health: summary.health,
    services: services.services
      .map(({ name, health }) => ({ name, level: health.level, because: health.because[0].text }))
      .sort((a, b) => compareLevels(a.level, b.level) || a.name.localeCompare(b.name)),
    runningTasksCount: summary.runningTasksCount,
    registeredContainerInstancesCount: summary.registeredContainerInstancesCount,
    complete,
  }
}

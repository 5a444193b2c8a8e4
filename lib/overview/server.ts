import 'server-only'
import type { Answer } from '@/lib/api/answer'
import { answerOf, mergeParts, partOf } from '@/lib/api/assemble'
import { fromAfar } from '@/lib/aws/look'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { wholeUpTo } from '@/lib/api/whole'
import { now } from '@/lib/aws/connection'
import { listClusterArns } from '@/lib/aws/ecs-clusters'
import { cellsOf } from '@/lib/cluster/cells'
import { type ReadCluster, readClusters } from '@/lib/cluster/server/read'
import { tallyOf } from '@/lib/health/tally'
import { taskSummary } from '@/lib/task/server/judge'
import { attentionOf } from './attention'
import type { ClusterStrip, Overview } from './contract'
import { failedTasks } from './server/failed-tasks'

/** What is wrong now over all clusters, worst first, and every cluster as a strip of cells. */
export async function overviewOf({ scope }: { scope: Scope }): Promise<Answer<Overview>> {
  const list = await listClusterArns(scope)
  const { value, asOf } = must(list)
  const clusters = await readClusters(scope, value, fromAfar())
  const at = now(scope)
  const services = clusters.flatMap((cluster) => cluster.services.services)
  const tasks = clusters.flatMap(({ summary, services: own }) => {
    const stopped = own.tasks.stopped.map(taskSummary)
    return failedTasks(summary.name, stopped, at)
  })
  const cells = cellsEach(clusters)
  const item: Overview = {
    ...attentionOf(services, tasks),
    clusters: clusters.map((cluster) => stripOf(cluster, cells)),
    levels: tallyOf(services),
    complete: list.error === undefined && clusters.every(({ complete }) => complete),
  }
  return answerOf(item, {
    now: at,
    asOf: [asOf, ...clusters.flatMap((cluster) => cluster.asOf)],
    parts: mergeParts([{ clusters: partOf(list) }, ...clusters.map(({ parts }) => parts)]),
  })
}

/** Up to `wholeUpTo` services in all, each has its cell. Of a larger estate so many have one, those of each level besides being told by one chip. */
const partly = 60

function cellsEach(clusters: readonly ReadCluster[]): number {
  const total = clusters.reduce((sum, { services }) => sum + services.services.length, 0)
  return total <= wholeUpTo ? wholeUpTo : Math.max(1, Math.floor(partly / clusters.length))
}

function stripOf({ summary, services, complete }: ReadCluster, cells: number): ClusterStrip {
  return {
    name: summary.name,
    arn: summary.arn,
    status: summary.status,
    health: summary.health,
    services: cellsOf(services.services, cells),
    levels: summary.levels,
    runningTasksCount: summary.runningTasksCount,
    registeredContainerInstancesCount: summary.registeredContainerInstancesCount,
    complete,
  }
}

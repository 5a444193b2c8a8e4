import 'server-only'
import type { Answer, ListAnswer } from '@/lib/api/answer'
import { answerOf, listAnswerOf, mergeParts, partOf } from '@/lib/api/assemble'
import { ApiError } from '@/lib/api/error'
import { asListed, fromAfar } from '@/lib/aws/look'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { describeCluster, listClusterArns } from '@/lib/aws/ecs-clusters'
import type { Cluster, ClusterSummary } from './contract'
import { readCluster, readClusters } from './server/read'
import { fullCluster } from './server/shape'

/** All clusters by name. */
export async function clustersOf({ scope }: { scope: Scope }): Promise<ListAnswer<ClusterSummary>> {
  const list = await listClusterArns(scope)
  const { value, asOf } = must(list)
  const clusters = await readClusters(scope, value, fromAfar())
  const items = clusters.map(({ summary }) => summary)
  return listAnswerOf(items, {
    now: now(scope),
    asOf: [asOf, ...clusters.flatMap((cluster) => cluster.asOf)],
    complete: list.error === undefined && clusters.every(({ complete }) => complete),
    parts: mergeParts([{ clusters: partOf(list) }, ...clusters.map(({ parts }) => parts)]),
  })
}

/** One cluster in full. */
export async function clusterOf({
  scope,
  params,
}: {
  scope: Scope
  params: { cluster: string }
}): Promise<Answer<Cluster>> {
  const name = params.cluster
  const { value } = must(await describeCluster(scope, name))
  if (value === null) throw new ApiError({ code: 'not_found', message: `There is no cluster ${name}.` })
  const cluster = { arn: value.clusterArn ?? name, name }
  const { summary, services, asOf, parts } = await readCluster(scope, cluster, asListed())
  return answerOf(fullCluster(summary, value, services.services), { now: now(scope), asOf, parts })
}

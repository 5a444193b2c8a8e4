import 'server-only'
import type { ListAnswer } from '@/lib/api/answer'
import { asOfOf, listAnswerOf, mergeParts, partOf } from '@/lib/api/assemble'
import { problemOf } from '@/lib/api/error'
import { fromAfar } from '@/lib/aws/look'
import { must, type Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { listClusterArns } from '@/lib/aws/ecs-clusters'
import { listTaskDefinitionFamilies } from '@/lib/aws/ecs-task-definitions'
import { readClusters } from '@/lib/cluster/server/read'
import { instancesOf } from '@/lib/instance/server'
import type { SearchHit } from './contract'
import { searched } from './match'
import {
  clusterCandidates,
  familyCandidates,
  instanceCandidates,
  revisionCandidates,
} from './server/candidates'

/** Everything that is found by what a person may have at hand: a name, an id, an address, an image, an ARN. */
export async function searchOf({
  scope,
  input,
}: {
  scope: Scope
  input: { q: string }
}): Promise<ListAnswer<SearchHit>> {
  const list = await listClusterArns(scope)
  const { value, asOf } = must(list)
  const [clusters, families, revisions] = await Promise.all([
    readClusters(scope, value, fromAfar()),
    listTaskDefinitionFamilies(scope, 'ACTIVE', fromAfar('slow')),
    revisionCandidates(scope, input.q),
  ])
  // Most clusters run on Fargate and have none.
  const withInstances = clusters.filter(({ summary }) => summary.registeredContainerInstancesCount !== 0)
  const instances = await Promise.all(withInstances.map(({ summary }) => instancesIn(scope, summary.name)))
  const { hits, total } = searched(input.q, [
    ...clusters.flatMap((cluster) => clusterCandidates(scope, cluster)),
    ...revisions.found,
    ...familyCandidates(scope, families.ok ? families.value : []),
    ...instances.flatMap(({ name, items }) => instanceCandidates(scope, name, items)),
  ])
  const lists = clusters.flatMap(({ services: { tasks } }) => Object.values(tasks.lists))
  const reads: Read<unknown>[] = [list, families, ...lists.flatMap((tasks) => [tasks.list, tasks.described])]
  if (revisions.read) reads.push(revisions.read)
  const complete = reads.every((read) => read.ok && !read.error) && instances.every(({ ok }) => ok)
  return listAnswerOf(hits, {
    now: now(scope),
    asOf: [asOf, asOfOf(families), ...clusters.flatMap((cluster) => cluster.asOf)],
    total,
    complete: complete && clusters.every((cluster) => cluster.complete),
    parts: mergeParts([
      {
        clusters: partOf(list),
        families: partOf(families),
        ...(revisions.read && { taskDefinition: partOf(revisions.read) }),
      },
      ...clusters.map(({ parts }) => parts),
      ...instances.map(({ parts }) => parts),
    ]),
  })
}

async function instancesIn(scope: Scope, name: string) {
  const answer = await instancesOf({ scope, params: { cluster: name } }).catch((thrown: unknown) =>
    problemOf(thrown),
  )
  if ('items' in answer) return { name, ok: answer.complete, items: answer.items, parts: answer.parts }
  return { name, ok: false, items: [], parts: { instances: { asOf: null, error: answer } } }
}

import 'server-only'
import {
  type Cluster,
  DescribeClusters$,
  DescribeClustersCommand,
  ListClusters$,
  ListClustersCommand,
} from '@aws-sdk/client-ecs'
import { nameOf } from '@/lib/api/arn'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { Loaded, ReadOptions } from './cache'
import { ApiError } from '@/lib/api/error'
import { actionOf, call } from './call'
import { byKey, listOf } from './check'
import { accountOf } from './connection'
import { ecs, foundOf } from './ecs-client'
import { loader } from './loader'
import { pages } from './pages'
import { sharedLoaded } from './shared'

export type { Cluster as EcsCluster } from '@aws-sdk/client-ecs'

/** The ARNs of all clusters of the account and region. */
export function listClusterArns(scope: Scope, options: ReadOptions = {}): Promise<Read<string[]>> {
  const action = actionOf(ecs, ListClusters$)
  return sharedLoaded(scope, 'ecs-clusters', options, (turn) =>
    pages(scope, action, async (nextToken) => {
      const reply = await call(scope, ecs, ListClusters$, { turn }, (client, how) =>
        client.send(new ListClustersCommand({ maxResults: 100, nextToken }), how),
      )
      return { items: listOf(reply.clusterArns, 'clusterArns', action), next: reply.nextToken }
    }),
  )
}

/** A cluster with its settings, statistics, tags, configuration and attachments; null when AWS has none of that name. */
export function describeCluster(
  scope: Scope,
  clusterName: string,
  options: ReadOptions = {},
): Promise<Read<Cluster | null>> {
  return clusters.one(scope, '', nameOf(clusterName), options)
}

/** What is known of a cluster now; asks nothing. */
export function knownCluster(scope: Scope, clusterName: string): Read<Cluster | null> | undefined {
  return clusters.known(scope, '', [clusterName]).get(clusterName)
}

/**
 * A cluster's list as it came; an empty one only when the cluster is there and counts none itself. AWS refuses to list
 * what is in a missing cluster (ClusterNotFoundException), other endpoints answer with an empty list, which is not to
 * mean "none".
 */
export async function inCluster<T>(
  scope: Scope,
  clusterName: string,
  what: { noun: string; counted: (cluster: Cluster) => number | undefined },
  list: Promise<Loaded<T[]>>,
): Promise<Loaded<T[]>> {
  const loaded = await list
  if (loaded.value.length > 0 || loaded.error !== undefined) return loaded
  const cluster = await describeCluster(scope, clusterName)
  if (cluster.ok && cluster.value !== null) {
    const counted = what.counted(cluster.value) ?? 0
    const message = `ECS counts ${counted} ${what.noun} in ${clusterName} and lists none of them.`
    return counted > 0 ? { ...loaded, error: { code: 'unavailable', message } } : loaded
  }
  if (accountOf(scope).endpoint === undefined) return loaded
  // Who may list but not describe has no more than the list's word for it.
  if (!cluster.ok && cluster.error.code === 'forbidden') return loaded
  throw new ApiError(
    cluster.ok ? { code: 'not_found', message: `There is no cluster ${clusterName}.` } : cluster.error,
  )
}

/** DescribeClusters takes 100: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html */
const clusters = loader<Cluster>({
  service: ecs,
  operation: DescribeClusters$,
  most: 100,
  path: () => 'ecs-cluster',
  // A name that AWS does not take fails the whole call.
  splitOn: ['invalid_request'],
  batch: async (scope, _, names, sent) => {
    const action = actionOf(ecs, DescribeClusters$)
    const reply = await call(scope, ecs, DescribeClusters$, sent, (client, how) =>
      client.send(
        new DescribeClustersCommand({
          clusters: [...names],
          include: ['SETTINGS', 'STATISTICS', 'TAGS', 'CONFIGURATIONS', 'ATTACHMENTS'],
        }),
        how,
      ),
    )
    const described = byKey(
      listOf(reply.clusters, 'clusters', action),
      ({ clusterName }) => clusterName,
      action,
    )
    return foundOf(described, reply.failures, action)
  },
})

import 'server-only'
import {
  type ContainerInstance,
  DescribeContainerInstances$,
  DescribeContainerInstancesCommand,
  ListContainerInstances$,
  ListContainerInstancesCommand,
} from '@aws-sdk/client-ecs'
import { nameOf } from '@/lib/api/arn'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call } from './call'
import { byKey, listOf } from './check'
import { ecs, foundOf } from './ecs-client'
import { inCluster } from './ecs-clusters'
import { loader, type ManyOptions } from './loader'
import { pages } from './pages'
import { sharedLoaded } from './shared'

export type { ContainerInstance as EcsContainerInstance } from '@aws-sdk/client-ecs'

/** The ARNs of a cluster's container instances, draining ones included. */
export function listContainerInstanceArns(
  scope: Scope,
  clusterName: string,
  options: ReadOptions = {},
): Promise<Read<string[]>> {
  const action = actionOf(ecs, ListContainerInstances$)
  return sharedLoaded(scope, `ecs/${clusterName}/instances`, options, (turn) =>
    inCluster(
      scope,
      clusterName,
      {
        noun: 'container instances',
        counted: ({ registeredContainerInstancesCount }) => registeredContainerInstancesCount,
      },
      pages(scope, action, async (nextToken) => {
        const reply = await call(scope, ecs, ListContainerInstances$, { turn }, (client, how) =>
          client.send(
            new ListContainerInstancesCommand({ cluster: clusterName, maxResults: 100, nextToken }),
            how,
          ),
        )
        return {
          items: listOf(reply.containerInstanceArns, 'containerInstanceArns', action),
          next: reply.nextToken,
        }
      }),
    ),
  )
}

/** A container instance with its health and tags; null when the cluster has none of that id. */
export function describeContainerInstance(
  scope: Scope,
  clusterName: string,
  arn: string,
  options: ReadOptions = {},
): Promise<Read<ContainerInstance | null>> {
  return instances.one(scope, clusterName, nameOf(arn), options)
}

/** Many container instances of a cluster by id, as `describeContainerInstance` gives one. */
export function describeContainerInstances(
  scope: Scope,
  clusterName: string,
  ids: readonly string[],
  options: ManyOptions,
): Promise<Map<string, Read<ContainerInstance | null>>> {
  return instances.many(scope, clusterName, ids, options)
}

/** DescribeContainerInstances takes 100, as its reference says. */
const instances = loader<ContainerInstance>({
  service: ecs,
  operation: DescribeContainerInstances$,
  most: 100,
  path: (cluster) => `ecs/${cluster}/instance`,
  // A name that AWS does not take fails the whole call.
  splitOn: ['invalid_request'],
  batch: async (scope, cluster, ids, sent) => {
    const action = actionOf(ecs, DescribeContainerInstances$)
    const reply = await call(scope, ecs, DescribeContainerInstances$, sent, (client, how) =>
      client.send(
        new DescribeContainerInstancesCommand({
          cluster,
          containerInstances: [...ids],
          include: ['CONTAINER_INSTANCE_HEALTH', 'TAGS'],
        }),
        how,
      ),
    )
    const described = byKey(
      listOf(reply.containerInstances, 'containerInstances', action),
      ({ containerInstanceArn }) =>
        containerInstanceArn === undefined ? undefined : nameOf(containerInstanceArn),
      action,
    )
    return foundOf(described, reply.failures, action)
  },
})

import 'server-only'
import {
  DescribeServices$,
  DescribeServicesCommand,
  ListServices$,
  ListServicesCommand,
  type Service,
  type ServiceEvent,
} from '@aws-sdk/client-ecs'
import { ApiError } from '@/lib/api/error'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call } from './call'
import { byKey, listOf } from './check'
import { ecs, foundOf, nameOf } from './ecs-client'
import { inCluster } from './ecs-clusters'
import { type ListOptions, listPace } from './list-pace'
import { loader, type ManyOptions } from './loader'
import { pages } from './pages'
import { shared, sharedLoaded } from './shared'

export type {
  Deployment as EcsDeployment,
  Service as EcsService,
  ServiceEvent as EcsServiceEvent,
} from '@aws-sdk/client-ecs'

/** The ARNs of all services of a cluster. Without `maxResults` AWS gives 10 a page. */
export function listServiceArns(
  scope: Scope,
  clusterName: string,
  options: ListOptions = {},
): Promise<Read<string[]>> {
  const action = actionOf(ecs, ListServices$)
  const path = `ecs/${clusterName}/services`
  const paced = listPace(scope, { service: ecs, operation: ListServices$ }, path, options)
  return sharedLoaded(scope, path, paced, (turn) =>
    inCluster(
      scope,
      clusterName,
      { noun: 'services', counted: ({ activeServicesCount }) => activeServicesCount },
      pages(scope, action, async (nextToken) => {
        const reply = await call(scope, ecs, ListServices$, { turn }, (client, how) =>
          client.send(new ListServicesCommand({ cluster: clusterName, maxResults: 100, nextToken }), how),
        )
        return { items: listOf(reply.serviceArns, 'serviceArns', action), next: reply.nextToken }
      }),
    ),
  )
}

/** A service with its tags, deployments and last 100 events; null when the cluster has none of that name. */
export function describeService(
  scope: Scope,
  clusterName: string,
  serviceNameOrArn: string,
  options: ReadOptions = {},
): Promise<Read<Service | null>> {
  return services.one(scope, clusterName, nameOf(serviceNameOrArn), options)
}

/** Many services of a cluster by name, as `describeService` gives one. */
export function describeServices(
  scope: Scope,
  clusterName: string,
  names: readonly string[],
  options: ManyOptions,
): Promise<Map<string, Read<Service | null>>> {
  return services.many(scope, clusterName, names, options)
}

/** What is known of services now; asks nothing. */
export function knownServices(
  scope: Scope,
  clusterName: string,
  names: readonly string[],
): Map<string, Read<Service | null>> {
  return services.known(scope, clusterName, names)
}

/** So many events of a service are kept beside it: what its verdict looks at is among the newest. */
const eventsKept = 10
/** And so many when much happened, within so long (ms) of the newest. */
const eventsKeptAtMost = 25
const eventfulMs = 6 * 3_600_000

/**
 * DescribeServices gives up to 100 events with each service and cannot be told not to; of thousands of services they
 * would be most of what is remembered.
 */
function withoutOldEvents(service: Service): Service {
  const events = service.events ?? []
  if (events.length <= eventsKept) return service
  const newest = events[0]?.createdAt?.getTime() ?? 0
  const isKept = ({ createdAt }: ServiceEvent, index: number) =>
    index < eventsKept || (createdAt !== undefined && newest - createdAt.getTime() <= eventfulMs)
  return { ...service, events: events.slice(0, eventsKeptAtMost).filter(isKept) }
}

/** All of the up to 100 events that AWS keeps of a service, newest first; null when the cluster has none of that name. */
export function serviceEvents(
  scope: Scope,
  clusterName: string,
  serviceName: string,
  options: ReadOptions = {},
): Promise<Read<ServiceEvent[] | null>> {
  const action = actionOf(ecs, DescribeServices$)
  return shared(scope, `ecs/${clusterName}/events/${serviceName}`, options, async (turn) => {
    const reply = await call(scope, ecs, DescribeServices$, { turn }, (client, how) =>
      client.send(new DescribeServicesCommand({ cluster: clusterName, services: [serviceName] }), how),
    )
    const [service] = listOf(reply.services, 'services', action)
    if (service !== undefined) return service.events ?? []
    const found = foundOf(new Map<string, never>(), reply.failures, action).get(serviceName)
    if (found !== undefined && 'problem' in found) throw new ApiError(found.problem)
    return null
  })
}

/** DescribeServices takes 10: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const services = loader<Service>({
  service: ecs,
  operation: DescribeServices$,
  most: 10,
  path: (cluster) => `ecs/${cluster}/service`,
  // A name that AWS does not take fails the whole call.
  splitOn: ['invalid_request'],
  batch: async (scope, cluster, names, sent) => {
    const action = actionOf(ecs, DescribeServices$)
    const reply = await call(scope, ecs, DescribeServices$, sent, (client, how) =>
      client.send(new DescribeServicesCommand({ cluster, services: [...names], include: ['TAGS'] }), how),
    )
    const described = byKey(
      listOf(reply.services, 'services', action).map(withoutOldEvents),
      ({ serviceName }) => serviceName,
      action,
    )
    return foundOf(described, reply.failures, action)
  },
})

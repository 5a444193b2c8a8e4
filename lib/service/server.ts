import 'server-only'
import type { Answer, ListAnswer } from '@/lib/api/answer'
import { listAnswerOf, mergeParts, partOf } from '@/lib/api/assemble'
import { asListed, closely, fromAfar, patiently } from '@/lib/aws/look'
import { ApiError } from '@/lib/api/error'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { listClusterArns } from '@/lib/aws/ecs-clusters'
import { serviceEvents } from '@/lib/aws/ecs-services'
import type { Deployment } from '@/lib/deployment/contract'
import type { ServiceEvent } from '@/lib/event/contract'
import { eventsOf } from '@/lib/event/server'
import type { TaskList } from '@/lib/task/contract'
import { newestFirst } from '@/lib/task/server'
import { taskSummary } from '@/lib/task/server/judge'
import { taskAges, taskParts } from '@/lib/task/server/judged-tasks'
import { nameOf } from '@/lib/api/arn'
import { tallyOf } from '@/lib/health/tally'
import type { Service, ServiceList } from './contract'
import { clusterServices, servicesOfClusters, someServices } from './server/cluster-services'
import { fullServiceAnswer, readService, type ServiceParams } from './server/one-service'

export { forceDeployment, scaleService } from './server/writes'

type ServiceRequest = { scope: Scope; params: ServiceParams }

/** The services of one cluster by name, each with its verdict. */
export async function servicesOf({
  scope,
  params,
}: {
  scope: Scope
  params: { cluster: string }
}): Promise<ServiceList> {
  const { list, services, asOf, parts, complete } = await clusterServices(scope, params.cluster, asListed())
  must(list)
  return {
    ...listAnswerOf(services, { now: now(scope), asOf, parts, complete }),
    levels: tallyOf(services),
  }
}

/** The services of a cluster that somebody has before their eyes. */
export async function visibleServicesOf({
  scope,
  params: { cluster },
  input,
}: {
  scope: Scope
  params: { cluster: string }
  input: { services: string }
}): Promise<ServiceList> {
  const names = [...new Set(input.services.split(','))]
  const { services, asOf, parts } = await someServices(scope, cluster, names, closely())
  // Of a cluster that is not there nothing can be told, not even that its services are unknown.
  const { asOf: read, error } = parts['services'] ?? {}
  if (read === null && error?.code === 'not_found') throw new ApiError(error)
  const complete = services.every(({ status }) => status !== null)
  return {
    ...listAnswerOf(services, { now: now(scope), asOf, parts, complete }),
    levels: tallyOf(services),
  }
}

/** The services of all clusters; a cluster whose list failed makes the answer incomplete and stands in the parts. */
export async function allServicesOf({ scope }: { scope: Scope }): Promise<ServiceList> {
  const clusters = await listClusterArns(scope)
  const { value, asOf } = must(clusters)
  const names = value.map(nameOf).sort((a, b) => a.localeCompare(b))
  const read = await servicesOfClusters(scope, names, fromAfar())
  const services = read.flatMap((cluster) => cluster.services)
  const answer = listAnswerOf(services, {
    now: now(scope),
    asOf: [asOf, ...read.flatMap((cluster) => cluster.asOf)],
    complete: clusters.error === undefined && read.every(({ complete }) => complete),
    parts: { clusters: partOf(clusters), ...mergeParts(read.map(({ parts }) => parts)) },
  })
  return { ...answer, levels: tallyOf(services) }
}

/** One service in full. */
export async function serviceOf({ scope, params }: ServiceRequest): Promise<Answer<Service>> {
  return fullServiceAnswer(scope, params, closely())
}

/** A service's tasks, running then stopped, newest first. */
export async function serviceTasksOf({ scope, params }: ServiceRequest): Promise<TaskList> {
  const { tasks, asOf } = await readService(scope, params, closely())
  const { running, stopped } = tasks.lists
  if (!running.list.ok && !stopped.list.ok) must(running.list)
  const all = [...tasks.running, ...tasks.stopped]
  const items = newestFirst(all.filter(({ isKnown }) => isKnown).map(taskSummary))
  const answer = listAnswerOf(items, {
    now: now(scope),
    asOf: [asOf, ...taskAges(tasks)],
    complete:
      [running, stopped].every(({ list }) => list.ok && !list.error) && all.every(({ isKnown }) => isKnown),
    parts: taskParts(scope, tasks),
  })
  return { ...answer, levels: tallyOf(items) }
}

/** A service's events, as many as AWS keeps. */
export async function serviceEventsOf({ scope, params }: ServiceRequest): Promise<ListAnswer<ServiceEvent>> {
  const { cluster, service } = params
  const read = await serviceEvents(scope, cluster, service, patiently(closely()))
  const { value, asOf } = must(read)
  if (value === null)
    throw new ApiError({ code: 'not_found', message: `There is no service ${service} in ${cluster}.` })
  return listAnswerOf(eventsOf(service, { events: value }), {
    now: now(scope),
    asOf: [asOf],
    parts: { service: partOf(read) },
  })
}

/** A service's deployments. */
export async function serviceDeploymentsOf({
  scope,
  params,
}: ServiceRequest): Promise<ListAnswer<Deployment>> {
  const { item, now: at, asOf, parts } = await fullServiceAnswer(scope, params, closely())
  const items = item.deployments
  return { now: at, asOf, total: items.length, complete: true, items, parts }
}

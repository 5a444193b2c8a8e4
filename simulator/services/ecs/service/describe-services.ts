import type {
  Deployment,
  DescribeServicesRequest,
  DescribeServicesResponse,
  Failure,
  ListServicesByNamespaceRequest,
  ListServicesByNamespaceResponse,
  ListServicesRequest,
  ListServicesResponse,
  Service,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import { AwsError, type Handler } from '../../../wire/service.ts'
import { ecsArn, nameInCluster } from '../arn.ts'
import { findCluster } from '../find.ts'
import { pageOf } from '../page.ts'
import { checkBatch } from '../refusal.ts'
import { ecsState, type DeploymentRecord, type ServiceRecord } from '../state.ts'
import { countTasks, isLive } from './healthy-task.ts'
import { eventsOf } from './service-events.ts'

/** A service as AWS shows it at this moment. */
export function showService(world: World, record: ServiceRecord, include: readonly string[] = []): Service {
  const { service, deployments } = record
  const primary = deployments[0]
  const shown: Service = {
    ...service,
    ...countTasks(record.tasks),
    deployments: deployments.map((each) => showDeployment(record, each)),
    events: eventsOf(world, record),
    loadBalancers: record.config.loadBalancers ?? [],
    serviceRegistries: record.config.serviceRegistries ?? [],
  }
  if (include.includes('TAGS')) shown.tags = [...record.tags]
  const { capacityProviderStrategy, launchType } = primary?.deployment ?? {}
  if (capacityProviderStrategy) shown.capacityProviderStrategy = capacityProviderStrategy
  else if (launchType) shown.launchType = launchType
  if (primary?.deployment.platformVersion) {
    shown.platformVersion = record.config.platformVersion ?? 'LATEST'
    shown.platformFamily = 'Linux'
  }
  if (record.config.networkConfiguration) shown.networkConfiguration = record.config.networkConfiguration
  if (primary) {
    shown.currentServiceDeployment = primary.serviceDeployment.serviceDeploymentArn
    shown.currentServiceRevisions = shown.deployments?.map((each, i) => ({
      arn: deployments[i]!.revision.serviceRevisionArn,
      requestedTaskCount: each.desiredCount,
      runningTaskCount: each.runningCount,
      pendingTaskCount: each.pendingCount,
    }))
  }
  return shown
}

/** A deployment with its counts: PRIMARY wants the desired count, older ones what they still have. */
export function showDeployment(service: ServiceRecord, record: DeploymentRecord): Deployment {
  const own = [...service.tasks].filter((each) => each.deployment === record)
  const primary = service.deployments[0] === record
  const { rolloutState, rolloutStateReason, ...shown } = record.deployment
  // Only rolling deployments of ECS itself have a rollout state.
  const rollout =
    service.service.deploymentController?.type === 'ECS' ? { rolloutState, rolloutStateReason } : {}
  return {
    ...shown,
    ...rollout,
    desiredCount: primary ? (service.service.desiredCount ?? 0) : own.filter(isLive).length,
    ...countTasks(own),
  }
}

/** INACTIVE services are described for a while; unknown ones come back as MISSING. */
export const describeServices: Handler<DescribeServicesRequest, DescribeServicesResponse> = (
  input,
  { world },
) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Services', input.services, 10)
  const services: Service[] = []
  const failures: Failure[] = []
  for (const name of new Set(
    input.services?.map((ref) => nameInCluster(world, ref, 'service', cluster.name)),
  )) {
    const record = cluster.services.get(name)
    if (record) services.push(showService(world, record, input.include))
    else failures.push({ arn: ecsArn(world, `service/${cluster.name}/${name}`), reason: 'MISSING' })
  }
  return { services, failures }
}

/** Pages by 10 unless told otherwise; DRAINING and INACTIVE services are not listed. */
export const listServices: Handler<ListServicesRequest, ListServicesResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  const records = [...cluster.services.values()]
    .filter((each) => each.service.status === 'ACTIVE')
    .filter((each) => !input.launchType || each.deployments[0]?.deployment.launchType === input.launchType)
    .filter(
      (each) => !input.schedulingStrategy || each.service.schedulingStrategy === input.schedulingStrategy,
    )
    .filter((each) => input.resourceManagementType !== 'ECS' || each.service.resourceManagementType === 'ECS')
    .sort((a, b) => a.seq - b.seq)
  const scope = `ListServices ${cluster.name} ${input.launchType} ${input.schedulingStrategy}`
  const page = pageOf(scope, records, (each) => each.seq, input, { size: 10, most: 100 })
  return {
    serviceArns: page.items.map((each) => each.service.serviceArn!),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

/** Services of every cluster whose Service Connect names the namespace, by its name or ARN. */
export const listServicesByNamespace: Handler<
  ListServicesByNamespaceRequest,
  ListServicesByNamespaceResponse
> = (input, { world }) => {
  const wanted = input.namespace ?? ''
  const records = [...ecsState(world).clusters.values()]
    .flatMap((cluster) => [...cluster.services.values()])
    .filter((each) => {
      const { enabled, namespace } = each.config.serviceConnectConfiguration ?? {}
      const own = namespace ?? each.cluster.cluster.serviceConnectDefaults?.namespace
      return each.service.status === 'ACTIVE' && enabled && own === wanted
    })
    .sort((a, b) => a.seq - b.seq)
  if (records.length === 0)
    throw new AwsError('NamespaceNotFoundException', 'The specified namespace was not found.')
  const page = pageOf(`ListServicesByNamespace ${wanted}`, records, (each) => each.seq, input, {
    size: 10,
    most: 100,
  })
  return {
    serviceArns: page.items.map((each) => each.service.serviceArn!),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

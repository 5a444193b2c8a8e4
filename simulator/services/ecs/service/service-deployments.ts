import type {
  DescribeServiceDeploymentsRequest,
  DescribeServiceDeploymentsResponse,
  DescribeServiceRevisionsRequest,
  DescribeServiceRevisionsResponse,
  Failure,
  ListServiceDeploymentsRequest,
  ListServiceDeploymentsResponse,
  ServiceDeployment,
  ServiceRevision,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { Handler } from '../../../wire/service.ts'
import { arnPath } from '../arn.ts'
import { findCluster, findService } from '../find.ts'
import { pageOf } from '../page.ts'
import { checkBatch, invalid } from '../refusal.ts'
import { ecsState, type DeploymentRecord, type ServiceRecord } from '../state.ts'
import { digestOf } from '../task/digest.ts'
import { countTasks, isLive } from './healthy-task.ts'

type Found = { service: ServiceRecord; record: DeploymentRecord }

/** Newest first; page 20 unless told otherwise; filters by status and creation time. */
export const listServiceDeployments: Handler<
  ListServiceDeploymentsRequest,
  ListServiceDeploymentsResponse
> = (input, { world }) => {
  const service = findService(world, findCluster(world, input.cluster), input.service)
  const { after, before } = input.createdAt ?? {}
  const all = service.history
    .map((record, i) => ({ record, i }))
    .filter(({ record: { serviceDeployment } }) => {
      const at = serviceDeployment.createdAt!
      const wanted = !input.status?.length || input.status.includes(serviceDeployment.status!)
      return wanted && (!after || at >= after) && (!before || at <= before)
    })
    .reverse()
    .map(({ record }) => ({ record, key: `${record.serviceDeployment.createdAt!.getTime()} ${record.id}` }))
  const scope = `ListServiceDeployments ${service.service.serviceArn} ${input.status?.join()} ${after?.getTime()} ${before?.getTime()}`
  const page = pageOf(scope, all, (each) => each.key, input, { size: 20, most: 100, descending: true })
  return {
    serviceDeployments: page.items.map(({ record: { serviceDeployment: each } }) => ({
      serviceDeploymentArn: each.serviceDeploymentArn,
      serviceArn: each.serviceArn,
      clusterArn: each.clusterArn,
      startedAt: each.startedAt,
      createdAt: each.createdAt,
      ...(each.finishedAt && { finishedAt: each.finishedAt }),
      targetServiceRevisionArn: each.targetServiceRevision?.arn,
      status: each.status,
      ...(each.statusReason && { statusReason: each.statusReason }),
    })),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

export const describeServiceDeployments: Handler<
  DescribeServiceDeploymentsRequest,
  DescribeServiceDeploymentsResponse
> = (input, { world }) => {
  checkBatch('Service deployment ARNs', input.serviceDeploymentArns, 20)
  const { found, failures } = find(
    world,
    input.serviceDeploymentArns,
    'service-deployment',
    (each) => each.serviceDeployment.serviceDeploymentArn!,
  )
  return { serviceDeployments: found.map(showServiceDeployment), failures }
}

function showServiceDeployment({ service, record }: Found): ServiceDeployment {
  const { serviceDeployment } = record
  const own = [...service.tasks].filter((each) => each.deployment === record)
  const { runningCount, pendingCount } = countTasks(own)
  const primary = service.deployments[0] === record
  return {
    ...serviceDeployment,
    targetServiceRevision: {
      ...serviceDeployment.targetServiceRevision,
      requestedTaskCount: primary ? (service.service.desiredCount ?? 0) : own.filter(isLive).length,
      runningTaskCount: runningCount,
      pendingTaskCount: pendingCount,
    },
    sourceServiceRevisions: serviceDeployment.sourceServiceRevisions?.map((source) => {
      const tasks = [...service.tasks].filter(
        (each) => each.deployment?.revision.serviceRevisionArn === source.arn,
      )
      const counts = countTasks(tasks)
      return {
        ...source,
        requestedTaskCount: tasks.filter(isLive).length,
        runningTaskCount: counts.runningCount,
        pendingTaskCount: counts.pendingCount,
      }
    }),
  }
}

export const describeServiceRevisions: Handler<
  DescribeServiceRevisionsRequest,
  DescribeServiceRevisionsResponse
> = (input, { world }) => {
  checkBatch('Service revision ARNs', input.serviceRevisionArns, 20)
  const { found, failures } = find(
    world,
    input.serviceRevisionArns,
    'service-revision',
    (each) => each.revision.serviceRevisionArn!,
  )
  return { serviceRevisions: found.map((each) => showRevision(world, each.record)), failures }
}

function showRevision(world: World, { revision, config, deployment }: DeploymentRecord): ServiceRevision {
  return {
    ...revision,
    ...(deployment.launchType && { launchType: deployment.launchType }),
    ...(deployment.capacityProviderStrategy && {
      capacityProviderStrategy: deployment.capacityProviderStrategy,
    }),
    ...(deployment.platformVersion && { platformVersion: deployment.platformVersion }),
    ...(deployment.platformFamily && { platformFamily: deployment.platformFamily }),
    loadBalancers: config.loadBalancers ?? [],
    serviceRegistries: config.serviceRegistries ?? [],
    ...(config.networkConfiguration && { networkConfiguration: config.networkConfiguration }),
    ...(config.serviceConnectConfiguration && {
      serviceConnectConfiguration: config.serviceConnectConfiguration,
    }),
    containerImages: (config.definition.definition.containerDefinitions ?? []).map(
      ({ name, image = '' }) => ({
        containerName: name,
        image,
        imageDigest: digestOf(world, image),
      }),
    ),
  }
}

function find(
  world: World,
  arns: string[] | undefined,
  type: string,
  arnOf: (record: DeploymentRecord) => string,
): { found: Found[]; failures: Failure[] } {
  const found: Found[] = []
  const failures: Failure[] = []
  for (const arn of arns ?? []) {
    const path = arnPath(world, arn, type)
    if (path === undefined) throw invalid(`Invalid identifier: ${arn}`)
    const [clusterName = '', serviceName = ''] = path.split('/')
    const service = ecsState(world).clusters.get(clusterName)?.services.get(serviceName)
    const record = service?.history.find((each) => arnOf(each) === arn)
    if (service && record) found.push({ service, record })
    else failures.push({ arn, reason: 'MISSING' })
  }
  return { found, failures }
}

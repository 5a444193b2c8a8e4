import type { ServiceDeployment } from '@aws-sdk/client-ecs'
import { hash } from '../../../random.ts'
import type { World } from '../../../world.ts'
import { ecsArn } from '../arn.ts'
import { launchTypeOf } from '../placement/launch-type.ts'
import {
  newUuid,
  nextSeq,
  type DeploymentRecord,
  type ServiceRecord,
  type ServiceRevisionConfig,
} from '../state.ts'
import { disturb } from './disturb.ts'
import { thresholdOf } from './breaker-threshold.ts'

/** ECS keeps the history of service deployments for 90 days. */
const HISTORY_MS = 90 * 24 * 3600_000

/** Starts a deployment of `config`: it becomes PRIMARY, what was PRIMARY becomes ACTIVE and is replaced. */
export function beginDeployment(
  world: World,
  service: ServiceRecord,
  config: ServiceRevisionConfig,
): DeploymentRecord {
  const number = longNumber(world)
  const id = `ecs-svc/${number}`
  const now = new Date(world.now)
  const before = service.deployments[0]
  const path = `${service.cluster.name}/${service.name}`
  const { service: shape } = service
  const { launchType, capacityProviderName } = launchTypeOf(config, service.cluster)
  const revision = {
    serviceRevisionArn: ecsArn(world, `service-revision/${path}/${longNumber(world)}`),
    serviceArn: shape.serviceArn,
    clusterArn: shape.clusterArn,
    taskDefinition: config.definition.definition.taskDefinitionArn,
    createdAt: now,
  }
  const serviceDeployment: ServiceDeployment = {
    serviceDeploymentArn: ecsArn(
      world,
      `service-deployment/${path}/${newUuid(world).replaceAll('-', '').slice(0, 21)}`,
    ),
    serviceArn: shape.serviceArn,
    clusterArn: shape.clusterArn,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    status: 'IN_PROGRESS',
    targetServiceRevision: { arn: revision.serviceRevisionArn },
    sourceServiceRevisions: before ? [{ arn: before.revision.serviceRevisionArn }] : [],
    deploymentConfiguration: shape.deploymentConfiguration,
  }
  const breaker = shape.deploymentConfiguration?.deploymentCircuitBreaker
  if (breaker?.enable) {
    const threshold = thresholdOf(breaker, shape.desiredCount ?? 0)
    serviceDeployment.deploymentCircuitBreaker = { status: 'MONITORING', failureCount: 0, threshold }
  }
  const record: DeploymentRecord = {
    id,
    config,
    failures: 0,
    revision,
    serviceDeployment,
    deployment: {
      id,
      status: 'PRIMARY',
      taskDefinition: revision.taskDefinition,
      failedTasks: 0,
      createdAt: now,
      updatedAt: now,
      ...(capacityProviderName
        ? {
            capacityProviderStrategy: config.capacityProviderStrategy ?? [
              { capacityProvider: capacityProviderName },
            ],
          }
        : { launchType }),
      ...(launchType === 'FARGATE' && { platformVersion: '1.4.0', platformFamily: 'Linux' }),
      ...(config.networkConfiguration && { networkConfiguration: config.networkConfiguration }),
      ...(config.serviceConnectConfiguration && {
        serviceConnectConfiguration: config.serviceConnectConfiguration,
      }),
      ...(config.volumeConfigurations && { volumeConfigurations: config.volumeConfigurations }),
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment ${id} in progress.`,
    },
  }
  if (before) supersede(world, before)
  service.deployments.unshift(record)
  remember(world, service, record)
  restart(world, service)
  service.config = config
  service.service.taskDefinition = revision.taskDefinition
  return record
}

/** A new deployment or a rollback begins with a clean slate: no throttle, no steady state. */
export function restart(world: World, service: ServiceRecord): void {
  service.launchFailures = 0
  service.notBefore = 0
  disturb(world, service)
}

/** A deployment that is replaced before it was done ends as STOPPED. */
function supersede(world: World, before: DeploymentRecord): void {
  before.deployment.status = 'ACTIVE'
  before.deployment.updatedAt = new Date(world.now)
  endServiceDeployment(world, before, 'STOPPED', 'Service deployment was replaced by a newer one.')
}

/** Ends the service deployment, once. */
export function endServiceDeployment(
  world: World,
  record: DeploymentRecord,
  status: 'SUCCESSFUL' | 'STOPPED' | 'ROLLBACK_SUCCESSFUL' | 'ROLLBACK_FAILED',
  statusReason?: string,
): void {
  const { serviceDeployment } = record
  if (serviceDeployment.finishedAt) return
  const now = new Date(world.now)
  serviceDeployment.status = status
  if (statusReason) serviceDeployment.statusReason = statusReason
  serviceDeployment.finishedAt = now
  serviceDeployment.updatedAt = now
  if (status === 'STOPPED') serviceDeployment.stoppedAt = now
  const breaker = serviceDeployment.deploymentCircuitBreaker
  if (breaker?.status === 'MONITORING') breaker.status = 'MONITORING_COMPLETE'
}

function remember(world: World, service: ServiceRecord, record: DeploymentRecord): void {
  service.history.push(record)
  while (service.history[0]!.serviceDeployment.createdAt!.getTime() < world.now - HISTORY_MS)
    service.history.shift()
}

/** 19 digits, as deployment ids have. */
function longNumber(world: World): string {
  const seq = nextSeq(world)
  const digits = [0, 1].map((part) => String(hash(world.seed, 'deployment', seq, part)).padStart(10, '0'))
  return `${1 + (seq % 9)}${digits.join('').slice(2)}`
}

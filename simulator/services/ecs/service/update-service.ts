import { isDeepStrictEqual } from 'node:util'
import type { UpdateServiceRequest, UpdateServiceResponse } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { Handler } from '../../../wire/service.ts'
import { checkStrategy } from '../cluster/capacity-providers.ts'
import { findCluster, findDefinition, findService } from '../find.ts'
import { launchTypeOf } from '../placement/launch-type.ts'
import { invalid, serviceNotActive, serviceNotFound } from '../refusal.ts'
import { ecsState, type ServiceRecord, type ServiceRevisionConfig } from '../state.ts'
import { checkCompatible, checkNetwork } from '../task/check-network.ts'
import { checkConfiguration, checkLoadBalancers, checkService, normalConfiguration } from './check-service.ts'
import { beginDeployment } from './deployment.ts'
import { showService } from './describe-services.ts'
import { watchTargets } from './target-watch.ts'
import { wake } from './wake.ts'
import { say } from './service-events.ts'

/** Members whose change starts a deployment: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html */
const REVISED = [
  'networkConfiguration',
  'platformVersion',
  'loadBalancers',
  'serviceRegistries',
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
] as const

/** Members that only change the service. */
const PLAIN = [
  'availabilityZoneRebalancing',
  'placementConstraints',
  'placementStrategy',
  'healthCheckGracePeriodSeconds',
  'enableExecuteCommand',
  'enableECSManagedTags',
  'propagateTags',
] as const

/** Changes a service; starts a deployment when what its tasks are made of changes, or when it is forced. */
export const updateService: Handler<UpdateServiceRequest, UpdateServiceResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  const record = findService(world, cluster, input.service)
  const { service } = record
  if (service.status !== 'ACTIVE') throw serviceNotActive()
  checkService(input)
  if (service.schedulingStrategy === 'DAEMON' && input.desiredCount !== undefined) {
    throw invalid(
      'The daemon scheduling strategy does not support a desired count for services. Remove a desired count value and try again',
    )
  }
  checkStrategy(input.capacityProviderStrategy, cluster.cluster.capacityProviders ?? [])
  const configuration = normalConfiguration(
    input.deploymentConfiguration,
    service.schedulingStrategy ?? 'REPLICA',
    service.deploymentConfiguration,
  )
  checkConfiguration(configuration)
  const config = revised(world, record, input)
  const outside = service.deploymentController?.type !== 'ECS'
  const changed = isRevised(record.config, config)
  if (outside && (changed || input.forceNewDeployment)) {
    const type = service.deploymentController?.type ?? ''
    throw invalid(`Unable to update task definition on services with a ${type} deployment controller.`)
  }

  service.deploymentConfiguration = configuration
  for (const member of PLAIN)
    if (input[member] !== undefined) Object.assign(service, { [member]: input[member] })
  if (input.healthCheckGracePeriodSeconds !== undefined) watchTargets(world, record)
  if (input.desiredCount !== undefined) service.desiredCount = input.desiredCount
  // A changed strategy applies to the next tasks, but does not roll the running ones.
  record.config = { ...record.config, ...strategyOf(input) }
  if (changed || input.forceNewDeployment) beginDeployment(world, record, config)
  wake(world, record)
  return { service: showService(world, record, ['TAGS']) }
}

const strategyOf = ({ capacityProviderStrategy }: UpdateServiceRequest) =>
  capacityProviderStrategy ? { capacityProviderStrategy, launchType: undefined } : {}

function revised(world: World, record: ServiceRecord, input: UpdateServiceRequest): ServiceRevisionConfig {
  const config: ServiceRevisionConfig = { ...record.config, ...strategyOf(input) }
  for (const member of REVISED)
    if (input[member] !== undefined) Object.assign(config, { [member]: input[member] })
  if (input.taskDefinition !== undefined) config.definition = findDefinition(world, input.taskDefinition)
  if (isRevised(record.config, config)) {
    checkNetwork(config.definition, config.networkConfiguration)
    checkCompatible(config.definition, launchTypeOf(config, record.cluster).launchType)
    checkLoadBalancers({ loadBalancers: config.loadBalancers }, config.definition)
  }
  return config
}

function isRevised(before: ServiceRevisionConfig, after: ServiceRevisionConfig): boolean {
  return (
    before.definition !== after.definition ||
    REVISED.some((member) => !isDeepStrictEqual(before[member], after[member]))
  )
}

/**
 * Sets the desired count as Application Auto Scaling does, with its event (`Message: Successfully set desired count to
 * 4. …`) written as it is. Throws ServiceNotFoundException when there is no such ACTIVE service.
 */
export function setDesiredCount(
  world: World,
  clusterName: string,
  serviceName: string,
  desiredCount: number,
  eventMessage?: string,
): void {
  const record = ecsState(world).clusters.get(clusterName)?.services.get(serviceName)
  if (record?.service.status !== 'ACTIVE') throw serviceNotFound()
  record.service.desiredCount = desiredCount
  if (eventMessage) say(world, record, eventMessage)
  wake(world, record)
}

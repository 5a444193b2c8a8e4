import type { CreateServiceRequest, CreateServiceResponse } from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { identityOf } from '../../sts/identity.ts'
import { ecsArn, NAME } from '../arn.ts'
import { checkStrategy } from '../cluster/capacity-providers.ts'
import { earlierAnswer, rememberAnswer } from '../client-tokens.ts'
import { findCluster, findDefinition } from '../find.ts'
import { launchTypeOf } from '../placement/launch-type.ts'
import { invalid, notSimulated } from '../refusal.ts'
import { nextSeq, type ServiceRecord } from '../state.ts'
import { checkTags } from '../tag-rules.ts'
import { checkCompatible, checkNetwork } from '../task/check-network.ts'
import { checkConfiguration, checkLoadBalancers, checkService, normalConfiguration } from './check-service.ts'
import { beginDeployment } from './deployment.ts'
import { showService } from './describe-services.ts'
import { reconcile } from './scheduler.ts'
import { wake } from './wake.ts'

/** Creates a service and starts its first deployment. Rolling (ECS controller) replica and daemon services act. */
export const createService: Handler<CreateServiceRequest, CreateServiceResponse> = (input, call) => {
  const { world } = call
  const cluster = findCluster(world, input.cluster)
  const { serviceName: name = '', clientToken, ...request } = input
  if (!NAME.test(name)) {
    throw invalid(
      'Service name can have up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens.',
    )
  }
  if ((clientToken?.length ?? 0) > 36) throw invalid('clientToken should not be longer than 36 characters.')
  const token = clientToken === undefined ? undefined : `CreateService ${cluster.name} ${name} ${clientToken}`
  const there = cluster.services.get(name)
  if (earlierAnswer(world, token, request) && there) return { service: showService(world, there, ['TAGS']) }
  if (there?.service.status === 'ACTIVE') throw invalid('Creation of service was not idempotent.')
  if (there?.service.status === 'DRAINING') throw invalid('Unable to Start a service that is still Draining.')

  checkService(input)
  if (input.deploymentController?.type === 'EXTERNAL')
    throw notSimulated('the EXTERNAL deployment controller')
  if (input.launchType && input.capacityProviderStrategy?.length) {
    throw invalid(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    )
  }
  checkStrategy(input.capacityProviderStrategy, cluster.cluster.capacityProviders ?? [])
  const definition = findDefinition(world, input.taskDefinition)
  checkNetwork(definition, input.networkConfiguration)
  const { launchType } = launchTypeOf(input, cluster)
  checkCompatible(definition, launchType)
  checkLoadBalancers(input, definition)
  const schedulingStrategy = input.schedulingStrategy ?? 'REPLICA'
  if (schedulingStrategy === 'DAEMON') {
    if (launchType === 'FARGATE') throw invalid('The daemon scheduling strategy does not support FARGATE.')
    if (input.desiredCount !== undefined)
      throw invalid(
        'The daemon scheduling strategy does not support a desired count for services. Remove a desired count value and try again',
      )
  } else if (input.desiredCount === undefined) throw invalid('Desired count cannot be null.')

  const deploymentConfiguration = normalConfiguration(input.deploymentConfiguration, schedulingStrategy)
  checkConfiguration(deploymentConfiguration)

  const config = {
    definition,
    loadBalancers: input.loadBalancers ?? [],
    serviceRegistries: input.serviceRegistries ?? [],
    ...(input.launchType && { launchType: input.launchType }),
    ...(input.capacityProviderStrategy && { capacityProviderStrategy: input.capacityProviderStrategy }),
    ...(input.platformVersion !== undefined && { platformVersion: input.platformVersion }),
    ...(input.networkConfiguration && { networkConfiguration: input.networkConfiguration }),
    ...(input.serviceConnectConfiguration && {
      serviceConnectConfiguration: input.serviceConnectConfiguration,
    }),
    ...(input.volumeConfigurations && { volumeConfigurations: input.volumeConfigurations }),
    ...(input.vpcLatticeConfigurations && { vpcLatticeConfigurations: input.vpcLatticeConfigurations }),
  }
  const record: ServiceRecord = {
    name,
    seq: nextSeq(world),
    cluster,
    tags: checkTags(input.tags),
    config,
    deployments: [],
    history: [],
    events: [],
    tasks: new Set(),
    reconcile: () => reconcile(world, record),
    wakeAt: 0,
    launchFailures: 0,
    notBefore: 0,
    steady: false,
    told: new Map(),
    watchMs: 0,
    service: {
      serviceArn: ecsArn(world, `service/${cluster.name}/${name}`),
      serviceName: name,
      clusterArn: cluster.cluster.clusterArn,
      status: 'ACTIVE',
      desiredCount: input.desiredCount ?? 0,
      taskDefinition: definition.definition.taskDefinitionArn,
      deploymentConfiguration,
      createdAt: new Date(world.now),
      createdBy: identityOf(call).arn,
      placementConstraints: input.placementConstraints ?? [],
      placementStrategy: input.placementStrategy ?? [],
      schedulingStrategy,
      deploymentController: input.deploymentController ?? { type: 'ECS' },
      enableECSManagedTags: input.enableECSManagedTags ?? false,
      propagateTags: input.propagateTags ?? 'NONE',
      enableExecuteCommand: input.enableExecuteCommand ?? false,
      availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? rebalancing(input),
      ...((input.loadBalancers?.length || input.healthCheckGracePeriodSeconds !== undefined) && {
        healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? 0,
        roleArn: `arn:aws:iam::${world.account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
      }),
    },
  }
  cluster.services.set(name, record)
  rememberAnswer(world, token, request, [record.service.serviceArn!])
  beginDeployment(world, record, config)
  wake(world, record)
  return { service: showService(world, record, ['TAGS']) }
}

/** On unless told otherwise, where it can work: a replica service that may start a task before it stops one. */
function rebalancing(input: CreateServiceRequest): 'ENABLED' | 'DISABLED' {
  const roomy = (input.deploymentConfiguration?.maximumPercent ?? 200) > 100
  return roomy && input.schedulingStrategy !== 'DAEMON' ? 'ENABLED' : 'DISABLED'
}

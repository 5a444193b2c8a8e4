import type {
  CreateServiceRequest,
  DeploymentConfiguration,
  SchedulingStrategy,
  UpdateServiceRequest,
} from '@aws-sdk/client-ecs'
import { AwsError } from '../../../wire/service.ts'
import { invalid, notSimulated } from '../refusal.ts'
import type { DefinitionRecord } from '../state.ts'

type Asked = Partial<CreateServiceRequest> & Partial<UpdateServiceRequest>

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const TASKS_PER_SERVICE = 5000

/** What both creating and updating a service refuse. */
export function checkService(input: Asked): void {
  const desired = input.desiredCount ?? 0
  if (!Number.isInteger(desired)) {
    throw new AwsError('SerializationException', 'NUMBER_VALUE can not be converted to an Integer')
  }
  if (desired < 0) throw invalid('Desired count cannot be negative.')
  if (desired > TASKS_PER_SERVICE) {
    throw invalid(`Desired count cannot exceed ${TASKS_PER_SERVICE}, the tasks that one service may have.`)
  }
  if ((input.placementConstraints?.length ?? 0) > 10)
    throw invalid('placementConstraints can have at most 10 items.')
  if ((input.placementStrategy?.length ?? 0) > 5) throw invalid('placementStrategy can have at most 5 items.')
  const grace = input.healthCheckGracePeriodSeconds
  if (grace !== undefined && (grace < 0 || grace > 2_147_483_647)) {
    throw invalid('healthCheckGracePeriodSeconds must be between 0 and 2147483647.')
  }
}

/** Refuses percentages that AWS refuses, and deployment strategies that are not acted out here. */
export function checkConfiguration(configuration: DeploymentConfiguration): void {
  const { maximumPercent = 200, minimumHealthyPercent = 100, strategy = 'ROLLING' } = configuration
  if (strategy !== 'ROLLING') throw notSimulated(`the deployment strategy ${strategy}`)
  if (maximumPercent < 100) throw invalid('maximumPercent must be greater than or equal to 100.')
  if (minimumHealthyPercent < 0) throw invalid('minimumHealthyPercent must be greater than or equal to 0.')
  if (maximumPercent === 100 && minimumHealthyPercent === 100) {
    throw invalid(
      'Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.',
    )
  }
}

/** Refuses load balancers that name a container or port which the definition does not have. */
export function checkLoadBalancers(input: Asked, record: DefinitionRecord): void {
  if ((input.loadBalancers?.length ?? 0) > 5) throw invalid('load balancers can have at most 5 items.')
  for (const { containerName = '', containerPort, targetGroupArn, loadBalancerName } of input.loadBalancers ??
    []) {
    if (!targetGroupArn && !loadBalancerName)
      throw invalid('loadBalancerName and targetGroupArn cannot both be empty.')
    const container = record.definition.containerDefinitions?.find((each) => each.name === containerName)
    if (!container) throw invalid(`The container ${containerName} does not exist in the task definition.`)
    if (!container.portMappings?.some((each) => each.containerPort === containerPort)) {
      throw invalid(`The container ${containerName} did not have a container port ${containerPort} defined.`)
    }
  }
  if (input.healthCheckGracePeriodSeconds && !input.loadBalancers?.length) {
    const checked = record.definition.containerDefinitions?.some((each) => each.healthCheck)
    if (!checked) {
      throw invalid('Health check grace period is only valid for services configured to use load balancers')
    }
  }
}

/** The deployment configuration with what AWS fills in: 100/200, or 0/100 for a daemon; ROLLING. */
export function normalConfiguration(
  given: DeploymentConfiguration | undefined,
  strategy: SchedulingStrategy,
  before: DeploymentConfiguration = {},
): DeploymentConfiguration {
  const daemon = strategy === 'DAEMON'
  return {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: daemon ? 100 : 200,
    minimumHealthyPercent: daemon ? 0 : 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
    ...before,
    ...given,
  }
}

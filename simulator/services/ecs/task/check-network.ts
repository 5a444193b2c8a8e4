import type { AwsVpcConfiguration, NetworkConfiguration } from '@aws-sdk/client-ecs'
import { client, invalid } from '../refusal.ts'
import type { DefinitionRecord } from '../state.ts'

/** Refuses a network configuration that does not go with the task definition's network mode. */
export function checkNetwork(
  record: DefinitionRecord,
  network: NetworkConfiguration | undefined,
): AwsVpcConfiguration | undefined {
  const awsvpc = record.definition.networkMode === 'awsvpc'
  const given = network?.awsvpcConfiguration
  if (!awsvpc && given) {
    throw invalid('Network Configuration is not valid for the given networkMode of this task definition.')
  }
  if (!awsvpc) return undefined
  if (!given) throw invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
  const { subnets = [], securityGroups = [] } = given
  if (subnets.length === 0) throw invalid('subnets can not be empty.')
  if (subnets.length > 16) throw invalid('subnets can have at most 16 items.')
  if (securityGroups.length > 5) throw invalid('securityGroups can have at most 5 items.')
  return given
}

/** Refuses a launch type that the task definition was not made for. */
export function checkCompatible(record: DefinitionRecord, launchType: 'FARGATE' | 'EC2' | 'EXTERNAL'): void {
  const { compatibilities, requiresCompatibilities } = record.definition
  const able = requiresCompatibilities?.length ? requiresCompatibilities : compatibilities
  if (launchType === 'FARGATE' && !able?.includes('FARGATE')) {
    throw invalid('Task definition does not support launch_type FARGATE.')
  }
  if (launchType !== 'FARGATE' && requiresCompatibilities?.length && !able?.includes(launchType)) {
    throw client(`Task definition does not support launch_type ${launchType}.`)
  }
}

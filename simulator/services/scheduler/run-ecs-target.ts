import type { RunTaskCommandInput } from '@aws-sdk/client-ecs'
import type { EcsParameters as SchedulerEcsParameters } from '@aws-sdk/client-scheduler'
import type { EcsParameters as EventsEcsParameters } from '@aws-sdk/client-eventbridge'
import { hex } from '../../random.ts'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { ecs } from '../ecs/service.ts'

export type EcsTarget = {
  clusterArn: string
  parameters: SchedulerEcsParameters | EventsEcsParameters
  /** The target's JSON input: task overrides, e.g. `{"containerOverrides":[…]}`. */
  input: string | undefined
  /** `events-rule/<name>` or `chronos-schedule/<name>`. */
  startedBy: string
}

/** Tasks started by EventBridge carry at most this much of their `startedBy`, as seen on tasks of both services. */
const startedByLength = 36

/**
 * Runs the tasks of an ECS target, as EventBridge does with RunTask under its own role. What ECS refuses is lost, as in
 * AWS without a dead-letter queue.
 */
export async function runEcsTarget(world: World, target: EcsTarget): Promise<void> {
  const call: Call = {
    world,
    operation: 'RunTask',
    requestId: hex(32, world.seed, target.startedBy, world.now),
    accessKeyId: undefined,
  }
  try {
    await ecs.handlers.RunTask?.(runTaskInput(target), call)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
  }
}

function runTaskInput({ clusterArn, parameters, input, startedBy }: EcsTarget): RunTaskCommandInput {
  const network = parameters.NetworkConfiguration?.awsvpcConfiguration
  return {
    cluster: clusterArn,
    taskDefinition: parameters.TaskDefinitionArn,
    count: parameters.TaskCount ?? 1,
    startedBy: startedBy.slice(0, startedByLength),
    launchType: parameters.LaunchType,
    platformVersion: parameters.PlatformVersion,
    group: parameters.Group,
    enableECSManagedTags: parameters.EnableECSManagedTags,
    enableExecuteCommand: parameters.EnableExecuteCommand,
    propagateTags: parameters.PropagateTags,
    referenceId: parameters.ReferenceId,
    ...(network && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: network.Subnets,
          securityGroups: network.SecurityGroups,
          assignPublicIp: network.AssignPublicIp,
        },
      },
    }),
    capacityProviderStrategy: parameters.CapacityProviderStrategy?.map((item) => ({
      capacityProvider: item.capacityProvider,
      weight: item.weight,
      base: item.base,
    })),
    placementConstraints: parameters.PlacementConstraints?.map(({ type, expression }) => ({
      type,
      expression,
    })),
    placementStrategy: parameters.PlacementStrategy?.map(({ type, field }) => ({ type, field })),
    overrides: overridesOf(input),
  }
}

function overridesOf(input: string | undefined): RunTaskCommandInput['overrides'] {
  if (input === undefined) return undefined
  try {
    const parsed: unknown = JSON.parse(input)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

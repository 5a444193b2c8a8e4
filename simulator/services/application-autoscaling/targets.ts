import type {
  DeregisterScalableTargetCommandInput,
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
  RegisterScalableTargetCommandInput,
  RegisterScalableTargetCommandOutput,
} from '@aws-sdk/client-application-auto-scaling'
import { hex } from '../../random.ts'
import type { Call } from '../../wire/service.ts'
import { removeAlarms } from '../cloudwatch/alarm-operations.ts'
import { page, sortedBy } from '../page.ts'
import { keepWithinBounds, recordOf } from './scale.ts'
import {
  invalidToken,
  keyOf,
  notSimulated,
  scalingState,
  targetOf,
  validation,
  type Target,
} from './state.ts'
import { watch } from './watch.ts'

/** Registers an ECS service to be scaled, or changes its bounds; a desired count outside them follows at once. */
export function registerScalableTarget(
  input: RegisterScalableTargetCommandInput,
  { world }: Call,
): Omit<RegisterScalableTargetCommandOutput, '$metadata'> {
  const { ServiceNamespace, ResourceId = '', ScalableDimension } = input
  if (ServiceNamespace !== 'ecs') throw notSimulated(`Scaling of ${ServiceNamespace}`)
  if (ScalableDimension !== 'ecs:service:DesiredCount')
    throw validation('Unsupported service namespace, resource type or scalable dimension')
  if (!recordOf(world, ResourceId)) throw validation(`ECS service doesn't exist: ${ResourceId}`)
  const { targets } = world.slice(scalingState)
  const present = targets.get(keyOf(input))
  const MinCapacity = input.MinCapacity ?? present?.made.MinCapacity
  const MaxCapacity = input.MaxCapacity ?? present?.made.MaxCapacity
  if (MinCapacity === undefined || MaxCapacity === undefined)
    throw validation('MinCapacity and MaxCapacity are required to register a scalable target')
  if (MinCapacity < 0 || MinCapacity > MaxCapacity)
    throw validation('Maximum capacity cannot be less than minimum capacity')
  const id = hex(29, world.seed, world.account, world.region, ResourceId)
  const made = {
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    MinCapacity,
    MaxCapacity,
    RoleARN: `arn:aws:iam::${world.account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
    CreationTime: present?.made.CreationTime ?? new Date(world.now),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
      ...present?.made.SuspendedState,
      ...input.SuspendedState,
    },
    ScalableTargetARN: `arn:aws:application-autoscaling:${world.region}:${world.account}:scalable-target/0ec5${id}`,
  }
  if (present) {
    present.made = made
    keepWithinBounds(world, present)
  } else {
    const target: Target = {
      made,
      activities: [],
      policies: new Map(),
      actions: new Map(),
      restsUntil: 0,
      minutes: 0,
    }
    targets.set(keyOf(input), target)
    keepWithinBounds(world, target)
    watch(world, target)
  }
  return { ScalableTargetARN: made.ScalableTargetARN }
}

/** Forgets a target with its policies, their alarms and its scheduled actions. */
export function deregisterScalableTarget(
  input: DeregisterScalableTargetCommandInput,
  { world }: Call,
): Record<string, never> {
  const target = targetOf(world, input)
  target.cancelWatch?.()
  for (const { cancel } of target.actions.values()) cancel?.()
  for (const { Alarms = [] } of target.policies.values())
    removeAlarms(
      world,
      Alarms.map((alarm) => alarm.AlarmName),
    )
  world.slice(scalingState).targets.delete(keyOf(input))
  return {}
}

export function describeScalableTargets(
  input: DescribeScalableTargetsCommandInput,
  { world }: Call,
): Omit<DescribeScalableTargetsCommandOutput, '$metadata'> {
  const wanted = [...world.slice(scalingState).targets.values()]
    .map((target) => target.made)
    .filter(
      (made) =>
        made.ServiceNamespace === input.ServiceNamespace &&
        (!input.ResourceIds?.length || input.ResourceIds.includes(made.ResourceId)) &&
        (input.ScalableDimension === undefined || made.ScalableDimension === input.ScalableDimension),
    )
  const all = sortedBy(wanted, (made) => made.ResourceId)
  const cut = page(
    all,
    (made) => made.ResourceId,
    Math.min(input.MaxResults ?? 50, 50),
    input.NextToken,
    invalidToken,
  )
  return { ScalableTargets: cut.items, ...(cut.nextToken === undefined ? {} : { NextToken: cut.nextToken }) }
}

/** What was scaled and why, newest first. */
export function describeScalingActivities(
  input: DescribeScalingActivitiesCommandInput,
  { world }: Call,
): Omit<DescribeScalingActivitiesCommandOutput, '$metadata'> {
  const wanted = [...world.slice(scalingState).targets.values()]
    .filter(
      ({ made }) =>
        made.ServiceNamespace === input.ServiceNamespace &&
        (input.ResourceId === undefined || made.ResourceId === input.ResourceId) &&
        (input.ScalableDimension === undefined || made.ScalableDimension === input.ScalableDimension),
    )
    .flatMap((target) => target.activities)
  // Counts down with time, so that the newest comes first.
  const key = ({ StartTime, ActivityId }: (typeof wanted)[number]) =>
    `${String(9e15 - (StartTime?.getTime() ?? 0)).padStart(17, '0')} ${ActivityId}`
  const cut = page(
    sortedBy(wanted, key),
    key,
    Math.min(input.MaxResults ?? 50, 50),
    input.NextToken,
    invalidToken,
  )
  return {
    ScalingActivities: cut.items,
    ...(cut.nextToken === undefined ? {} : { NextToken: cut.nextToken }),
  }
}

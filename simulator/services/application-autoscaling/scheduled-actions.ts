import type {
  DeleteScheduledActionCommandInput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  PutScheduledActionCommandInput,
} from '@aws-sdk/client-application-auto-scaling'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page, sortedBy } from '../page.ts'
import { nextRun, parseExpression } from '../scheduler/expression.ts'
import { keepWithinBounds } from './scale.ts'
import { invalidToken, policyArn, scalingState, targetOf, validation, type Target } from './state.ts'

/** Makes or changes an action that sets the bounds of a target by the clock. */
export function putScheduledAction(
  input: PutScheduledActionCommandInput,
  { world }: Call,
): Record<string, never> {
  const target = targetOf(world, input)
  const { ScheduledActionName = '', ServiceNamespace, ResourceId = '', ScalableDimension } = input
  const present = target.actions.get(ScheduledActionName)
  const Schedule = input.Schedule ?? present?.made.Schedule
  if (Schedule === undefined) throw validation('Schedule is required')
  if (!parseExpression(Schedule)) throw validation(`Invalid schedule expression: ${Schedule}`)
  const made = {
    ...present?.made,
    ...(input.Timezone === undefined ? {} : { Timezone: input.Timezone }),
    ...(input.StartTime === undefined ? {} : { StartTime: input.StartTime }),
    ...(input.EndTime === undefined ? {} : { EndTime: input.EndTime }),
    ...(input.ScalableTargetAction === undefined ? {} : { ScalableTargetAction: input.ScalableTargetAction }),
    ScheduledActionName,
    ScheduledActionARN:
      present?.made.ScheduledActionARN ??
      policyArn(world, 'scheduledAction', ResourceId, `scheduledActionName/${ScheduledActionName}`),
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    Schedule,
    CreationTime: present?.made.CreationTime ?? new Date(world.now),
  }
  present?.cancel?.()
  target.actions.set(ScheduledActionName, { made })
  arm(world, target, ScheduledActionName)
  return {}
}

export function describeScheduledActions(
  input: DescribeScheduledActionsCommandInput,
  { world }: Call,
): Omit<DescribeScheduledActionsCommandOutput, '$metadata'> {
  const wanted = [...world.slice(scalingState).targets.values()]
    .flatMap((target) => [...target.actions.values()].map((action) => action.made))
    .filter(
      (action) =>
        action.ServiceNamespace === input.ServiceNamespace &&
        (input.ResourceId === undefined || action.ResourceId === input.ResourceId) &&
        (input.ScalableDimension === undefined || action.ScalableDimension === input.ScalableDimension) &&
        (!input.ScheduledActionNames?.length ||
          input.ScheduledActionNames.includes(action.ScheduledActionName)),
    )
  const key = (action: (typeof wanted)[number]) => action.ScheduledActionARN ?? ''
  const cut = page(
    sortedBy(wanted, key),
    key,
    Math.min(input.MaxResults ?? 50, 50),
    input.NextToken,
    invalidToken,
  )
  return { ScheduledActions: cut.items, ...(cut.nextToken === undefined ? {} : { NextToken: cut.nextToken }) }
}

export function deleteScheduledAction(
  input: DeleteScheduledActionCommandInput,
  { world }: Call,
): Record<string, never> {
  const { actions } = targetOf(world, input)
  const name = input.ScheduledActionName ?? ''
  const action = actions.get(name)
  if (!action)
    throw new AwsError('ObjectNotFoundException', `No scheduled action found for action name: ${name}`)
  action.cancel?.()
  actions.delete(name)
  return {}
}

function arm(world: World, target: Target, name: string): void {
  const action = target.actions.get(name)
  const expression = action && parseExpression(action.made.Schedule ?? '')
  if (!action || !expression) return
  const { StartTime, EndTime, Timezone = 'UTC' } = action.made
  const after = Math.max(world.now, (StartTime?.getTime() ?? 0) - 1)
  const at = nextRun(expression, after, action.made.CreationTime?.getTime() ?? world.now, Timezone)
  if (at === undefined || at > (EndTime?.getTime() ?? Infinity)) return
  action.cancel = world.at(at, () => {
    const { MinCapacity, MaxCapacity } = action.made.ScalableTargetAction ?? {}
    if (!target.made.SuspendedState?.ScheduledScalingSuspended) {
      target.made = {
        ...target.made,
        MinCapacity: MinCapacity ?? target.made.MinCapacity,
        MaxCapacity: MaxCapacity ?? target.made.MaxCapacity,
      }
      keepWithinBounds(world, target)
    }
    arm(world, target, name)
  })
}

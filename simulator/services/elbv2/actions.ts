import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { invalid, targetGroupNotFound } from './error.ts'
import { elbv2State } from './state.ts'
import { balancersOf } from './ways.ts'

const httpProtocols = new Set(['HTTP', 'HTTPS'])

/**
 * Checks the actions of a listener or rule of one load balancer and completes them as AWS shows them: a forward action
 * to one group has both `TargetGroupArn` and `ForwardConfig`.
 */
export function completeActions(world: World, balancerArn: string, actions: Action[] | undefined): Action[] {
  if (!actions || actions.length === 0) throw invalid('An action must be specified')
  const routing = actions.filter(
    (action) => action.Type !== 'authenticate-oidc' && action.Type !== 'authenticate-cognito',
  )
  if (routing.length !== 1)
    throw new AwsError('InvalidLoadBalancerActionException', 'Exactly one routing action must be specified')
  return actions.map((action) =>
    action.Type === 'forward' ? completeForward(world, balancerArn, action) : checked(action),
  )
}

function completeForward(world: World, balancerArn: string, action: Action): Action {
  const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn, Weight: 1 }]
  for (const { TargetGroupArn } of groups) checkGroup(world, balancerArn, TargetGroupArn ?? '')
  const only = groups.length === 1 ? groups[0]?.TargetGroupArn : undefined
  return {
    ...action,
    ...(only === undefined ? {} : { TargetGroupArn: only }),
    ForwardConfig: {
      TargetGroups: groups.map((group) => ({ ...group, Weight: group.Weight ?? 1 })),
      TargetGroupStickinessConfig: action.ForwardConfig?.TargetGroupStickinessConfig ?? { Enabled: false },
    },
  }
}

function checkGroup(world: World, balancerArn: string, groupArn: string): void {
  const state = world.slice(elbv2State)
  const group = state.groups.get(groupArn)
  if (!group) throw targetGroupNotFound(groupArn)
  const application = state.balancers.get(balancerArn)?.made.Type === 'application'
  const lambda = group.made.TargetType === 'lambda'
  if (!lambda && application !== httpProtocols.has(group.made.Protocol ?? ''))
    throw new AwsError(
      'IncompatibleProtocolsException',
      `The target group protocol '${group.made.Protocol}' is not compatible with the load balancer`,
    )
  const other = balancersOf(state, groupArn).find((arn) => arn !== balancerArn)
  if (other !== undefined)
    throw new AwsError(
      'TargetGroupAssociationLimitException',
      `The following target groups cannot be associated with more than one load balancer: ${groupArn}`,
    )
}

function checked(action: Action): Action {
  if (action.Type === 'redirect' && !/^HTTP_30[12]$/.test(action.RedirectConfig?.StatusCode ?? ''))
    throw invalid('A redirect action needs a status code of HTTP_301 or HTTP_302')
  if (action.Type === 'fixed-response' && !/^[245]\d\d$/.test(action.FixedResponseConfig?.StatusCode ?? ''))
    throw invalid('A fixed response action needs a status code of 2XX, 4XX or 5XX')
  return { ...action }
}

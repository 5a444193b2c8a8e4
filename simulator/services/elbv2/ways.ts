import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { World } from '../../world.ts'
import { elbv2State, tellWatchers, type Ear, type Elbv2State, type Group } from './state.ts'

/**
 * Notes where a listener or rule leads now: no actions when it is gone. Which load balancers lead to a target group is
 * kept, not searched for: an account may have 3,000 groups and as many rules, and each change would look at all of them.
 */
export function lead(world: World, sourceArn: string, balancerArn: string, actions: Action[] = []): void {
  const state = world.slice(elbv2State)
  const before = state.led.get(sourceArn) ?? []
  const after = new Set(actions.flatMap(groupsOfAction))
  for (const groupArn of before) state.ways.get(groupArn)?.delete(sourceArn)
  for (const groupArn of after) {
    const ways = state.ways.get(groupArn) ?? new Map<string, string>()
    state.ways.set(groupArn, ways.set(sourceArn, balancerArn))
  }
  if (after.size > 0) state.led.set(sourceArn, [...after])
  else state.led.delete(sourceArn)
  for (const groupArn of new Set([...before, ...after])) {
    const group = state.groups.get(groupArn)
    if (group) noteListening(world, group, balancersOf(state, groupArn))
    if (state.ways.get(groupArn)?.size === 0) state.ways.delete(groupArn)
  }
}

/** Takes a listener away with its rules and their tags. */
export function forgetListener(world: World, { made, rules }: Ear): void {
  const { listeners, tags } = world.slice(elbv2State)
  listeners.delete(made.ListenerArn)
  for (const arn of [...rules.keys(), made.ListenerArn]) {
    tags.delete(arn)
    lead(world, arn, made.LoadBalancerArn)
  }
}

/** ARNs of the load balancers whose listeners or rules lead to a target group. */
export function balancersOf(state: Elbv2State, groupArn: string): string[] {
  return [...new Set(state.ways.get(groupArn)?.values())]
}

function groupsOfAction(action: Action): string[] {
  const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn }]
  return groups.flatMap((group) => group.TargetGroupArn ?? [])
}

/** Since when a group is listened to. Health begins anew where it was not. */
function noteListening(world: World, group: Group, balancers: string[]): void {
  group.made.LoadBalancerArns = balancers
  const listened = group.listenedSince !== undefined
  if (listened === balancers.length > 0) return
  if (listened) {
    delete group.listenedSince
    for (const target of group.targets.values()) delete target.course
  } else group.listenedSince = world.now
  tellWatchers(group)
}

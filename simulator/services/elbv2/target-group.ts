import type {
  CreateTargetGroupCommandInput,
  CreateTargetGroupCommandOutput,
  DeleteTargetGroupCommandInput,
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesCommandOutput,
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  ModifyTargetGroupAttributesCommandInput,
  ModifyTargetGroupAttributesCommandOutput,
  ModifyTargetGroupCommandInput,
  ModifyTargetGroupCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page, sortedBy } from '../page.ts'
import { attributeList, modifyAttributes, targetGroupDefaults } from './attributes.ts'
import { invalid, invalidMarker, loadBalancerNotFound, targetGroupNotFound } from './error.ts'
import { settleHealth } from './group-health.ts'
import { changedHealthCheck, newHealthCheck } from './health-check-settings.ts'
import { checkName } from './name.ts'
import { arn, elbv2State, newId, tellWatchers, type Group } from './state.ts'
import { setTags } from './tags.ts'
import { balancersOf } from './ways.ts'

/** A target group by ARN, or the error that AWS gives. */
export function groupOf(world: World, groupArn: string | undefined): Group {
  const group = world.slice(elbv2State).groups.get(groupArn ?? '')
  if (group) return group
  if (!groupArn?.includes(':targetgroup/')) throw invalid(`'${groupArn}' is not a valid target group ARN`)
  throw targetGroupNotFound()
}

/** Makes a target group; asked again with the same name and settings it answers with the one that is there. */
export function createTargetGroup(
  input: CreateTargetGroupCommandInput,
  { world }: Call,
): Omit<CreateTargetGroupCommandOutput, '$metadata'> {
  const state = world.slice(elbv2State)
  const { Name = '', Protocol, Port, VpcId, TargetType = 'instance' } = input
  checkName('target group', Name)
  const lambda = TargetType === 'lambda'
  if (!lambda && (Protocol === undefined || Port === undefined || VpcId === undefined))
    throw invalid('A protocol, a port and a VPC must be specified')
  const http = Protocol === 'HTTP' || Protocol === 'HTTPS'
  const settings = {
    TargetGroupName: Name,
    ...(lambda ? {} : { Protocol, Port, VpcId }),
    ...(http ? { ProtocolVersion: input.ProtocolVersion ?? 'HTTP1' } : {}),
    ...newHealthCheck(input, Protocol),
    TargetType,
    IpAddressType: input.IpAddressType ?? 'ipv4',
  }
  const present = state.groups.get(state.named.get(Name) ?? '')
  if (present) {
    const same = Object.entries(settings).every(
      ([key, value]) => JSON.stringify(present.made[key as keyof typeof settings]) === JSON.stringify(value),
    )
    if (same) return { TargetGroups: [present.made] }
    throw new AwsError(
      'DuplicateTargetGroupNameException',
      `A target group with the same name '${Name}' exists, but with different settings`,
    )
  }
  const TargetGroupArn = arn(world, `targetgroup/${Name}/${newId(world, 'targetgroup')}`)
  const made = { TargetGroupArn, ...settings, LoadBalancerArns: [] }
  setTags(world, TargetGroupArn, input.Tags)
  state.groups.set(TargetGroupArn, {
    made,
    attributes: targetGroupDefaults(Protocol, TargetType),
    targets: new Map(),
    watchers: new Set(),
  })
  state.named.set(Name, TargetGroupArn)
  return { TargetGroups: [made] }
}

export function describeTargetGroups(
  input: DescribeTargetGroupsCommandInput,
  { world }: Call,
): Omit<DescribeTargetGroupsCommandOutput, '$metadata'> {
  const state = world.slice(elbv2State)
  const filters = [input.LoadBalancerArn, input.Names?.length, input.TargetGroupArns?.length].filter(Boolean)
  if (filters.length > 1)
    throw invalid('Load balancer ARN, target group names and ARNs cannot be specified together')
  if (input.LoadBalancerArn !== undefined) {
    if (!state.balancers.has(input.LoadBalancerArn)) throw loadBalancerNotFound(input.LoadBalancerArn)
    const wanted = input.LoadBalancerArn
    const led = [...state.groups.values()].filter(({ made }) => made.LoadBalancerArns?.includes(wanted))
    return { TargetGroups: byArn(led) }
  }
  const chosen = input.TargetGroupArns?.length
    ? input.TargetGroupArns.map((wanted) => groupOf(world, wanted).made)
    : input.Names?.length
      ? input.Names.map((name) => {
          const group = state.groups.get(state.named.get(name) ?? '')
          if (!group) throw targetGroupNotFound()
          return group.made
        })
      : byArn(state.groups.values())
  const cut = page(
    chosen,
    (group) => group.TargetGroupArn,
    input.PageSize ?? 400,
    input.Marker,
    invalidMarker,
  )
  return { TargetGroups: cut.items, ...(cut.nextToken === undefined ? {} : { NextMarker: cut.nextToken }) }
}

const byArn = (groups: Iterable<Group>) =>
  sortedBy(
    Array.from(groups, ({ made }) => made),
    (made) => made.TargetGroupArn,
  )

/** Changes the health check; what was probed before stays judged by the check of its time. */
export function modifyTargetGroup(
  input: ModifyTargetGroupCommandInput,
  { world }: Call,
): Omit<ModifyTargetGroupCommandOutput, '$metadata'> {
  const group = groupOf(world, input.TargetGroupArn)
  const changed = changedHealthCheck(group.made, input)
  settleHealth(world, group)
  Object.assign(group.made, changed)
  group.checkChangedAt = world.now
  tellWatchers(group)
  return { TargetGroups: [group.made] }
}

export function deleteTargetGroup(
  input: DeleteTargetGroupCommandInput,
  { world }: Call,
): Record<string, never> {
  const state = world.slice(elbv2State)
  const groupArn = input.TargetGroupArn ?? ''
  if (balancersOf(state, groupArn).length > 0)
    throw new AwsError(
      'ResourceInUseException',
      `Target group '${groupArn}' is currently in use by a listener or a rule`,
    )
  const group = state.groups.get(groupArn)
  if (!group) return {}
  state.groups.delete(groupArn)
  state.named.delete(group.made.TargetGroupName)
  state.tags.delete(groupArn)
  tellWatchers(group)
  return {}
}

export function describeTargetGroupAttributes(
  input: DescribeTargetGroupAttributesCommandInput,
  { world }: Call,
): Omit<DescribeTargetGroupAttributesCommandOutput, '$metadata'> {
  return { Attributes: attributeList(groupOf(world, input.TargetGroupArn).attributes) }
}

export function modifyTargetGroupAttributes(
  input: ModifyTargetGroupAttributesCommandInput,
  { world }: Call,
): Omit<ModifyTargetGroupAttributesCommandOutput, '$metadata'> {
  const { attributes } = groupOf(world, input.TargetGroupArn)
  modifyAttributes('Target group', attributes, input.Attributes)
  return { Attributes: attributeList(attributes) }
}

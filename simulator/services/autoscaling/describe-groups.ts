import type {
  AutoScalingGroup,
  AutoScalingInstanceDetails,
  DescribeAutoScalingGroupsCommandInput,
  DescribeAutoScalingGroupsCommandOutput,
  DescribeAutoScalingInstancesCommandInput,
  DescribeAutoScalingInstancesCommandOutput,
} from '@aws-sdk/client-auto-scaling'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { groups } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const badToken = () => new AwsError('InvalidNextToken', 'The token is not valid.')

const nameOf = (group: AutoScalingGroup) => group.AutoScalingGroupName ?? ''
const idOf = (one: AutoScalingInstanceDetails) => one.InstanceId ?? ''

/** At most 100 records a page, 50 when not asked. Names that are not there are left out, as AWS does. */
export function describeAutoScalingGroups(
  input: DescribeAutoScalingGroupsCommandInput,
  call: Call,
): Answer<DescribeAutoScalingGroupsCommandOutput> {
  const names = input.AutoScalingGroupNames
  const all = sortedBy(call.world.slice(groups).values(), nameOf)
    .filter((group) => !names?.length || names.includes(nameOf(group)))
    .filter((group) => (input.Filters ?? []).every((filter) => matches(group, filter.Name, filter.Values)))
  const { items, nextToken } = page(all, nameOf, pageSize(input.MaxRecords, 100), input.NextToken, badToken)
  return { AutoScalingGroups: items, NextToken: nextToken }
}

export function describeAutoScalingInstances(
  input: DescribeAutoScalingInstancesCommandInput,
  call: Call,
): Answer<DescribeAutoScalingInstancesCommandOutput> {
  const ids = input.InstanceIds
  const details = [...call.world.slice(groups).values()].flatMap((group) =>
    (group.Instances ?? []).map((one): AutoScalingInstanceDetails => ({
      InstanceId: one.InstanceId,
      InstanceType: one.InstanceType,
      AutoScalingGroupName: group.AutoScalingGroupName,
      AvailabilityZone: one.AvailabilityZone,
      LifecycleState: one.LifecycleState,
      HealthStatus: one.HealthStatus?.toUpperCase(),
      LaunchTemplate: one.LaunchTemplate,
      ProtectedFromScaleIn: one.ProtectedFromScaleIn,
    })),
  )
  const kept = sortedBy(details, idOf).filter((one) => !ids?.length || ids.includes(idOf(one)))
  const { items, nextToken } = page(kept, idOf, pageSize(input.MaxRecords, 50), input.NextToken, badToken)
  return { AutoScalingInstances: items, NextToken: nextToken }
}

function pageSize(asked: number | undefined, most: number): number {
  if (asked === undefined) return 50
  if (asked >= 1 && asked <= most) return asked
  throw new AwsError('ValidationError', `MaxRecords must be between 1 and ${most}.`)
}

function matches(group: AutoScalingGroup, name = '', values: string[] = []): boolean {
  const tags = group.Tags ?? []
  if (name === 'tag-key') return tags.some((tag) => values.includes(tag.Key ?? ''))
  if (name === 'tag-value') return tags.some((tag) => values.includes(tag.Value ?? ''))
  if (name.startsWith('tag:')) {
    return tags.some((tag) => `tag:${tag.Key}` === name && values.includes(tag.Value ?? ''))
  }
  throw new AwsError('ValidationError', `Filter name ${name} is not valid.`)
}

import type {
  AddTagsCommandInput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  RemoveTagsCommandInput,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import {
  invalid,
  listenerNotFound,
  loadBalancerNotFound,
  ruleNotFound,
  targetGroupNotFound,
} from './error.ts'
import { elbv2State } from './state.ts'

/** Tags of a resource; at most 50. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddTags.html */
export function setTags(world: World, arn: string, tags: Tag[] | undefined): void {
  if (!tags || tags.length === 0) return
  const keys = new Set(tags.map((tag) => tag.Key))
  if (keys.size < tags.length)
    throw new AwsError('DuplicateTagKeysException', 'Duplicate tag keys are not allowed')
  const all = world.slice(elbv2State).tags
  const next = new Map(all.get(arn))
  for (const { Key = '', Value = '' } of tags) next.set(Key, Value)
  if (next.size > 50) throw new AwsError('TooManyTagsException', `Too many tags for resource '${arn}'`)
  all.set(arn, next)
}

export function addTags(input: AddTagsCommandInput, { world }: Call): Record<string, never> {
  for (const arn of input.ResourceArns ?? []) mustExist(world, arn)
  for (const arn of input.ResourceArns ?? []) setTags(world, arn, input.Tags)
  return {}
}

export function removeTags(input: RemoveTagsCommandInput, { world }: Call): Record<string, never> {
  for (const arn of input.ResourceArns ?? []) {
    mustExist(world, arn)
    for (const key of input.TagKeys ?? []) world.slice(elbv2State).tags.get(arn)?.delete(key)
  }
  return {}
}

export function describeTags(
  input: DescribeTagsCommandInput,
  { world }: Call,
): Omit<DescribeTagsCommandOutput, '$metadata'> {
  const arns = input.ResourceArns ?? []
  if (arns.length > 20) throw invalid('Cannot have more than 20 resources described')
  for (const arn of arns) mustExist(world, arn)
  return {
    TagDescriptions: arns.map((arn) => ({
      ResourceArn: arn,
      Tags: [...(world.slice(elbv2State).tags.get(arn) ?? [])].map(([Key, Value]) => ({ Key, Value })),
    })),
  }
}

function mustExist(world: World, arn: string): void {
  const { balancers, groups, listeners } = world.slice(elbv2State)
  const kind = /^arn:[^:]*:elasticloadbalancing:[^:]*:\d*:([a-z-]+)\//.exec(arn)?.[1]
  if (kind === 'loadbalancer') {
    if (!balancers.has(arn)) throw loadBalancerNotFound(arn)
  } else if (kind === 'targetgroup') {
    if (!groups.has(arn)) throw targetGroupNotFound(arn)
  } else if (kind === 'listener') {
    if (!listeners.has(arn)) throw listenerNotFound()
  } else if (kind === 'listener-rule') {
    if (![...listeners.values()].some((listener) => listener.rules.has(arn))) throw ruleNotFound()
  } else throw invalid(`'${arn}' is not a valid load balancer, target group, listener or rule ARN`)
}

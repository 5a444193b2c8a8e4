import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-cloudwatch-logs'
import type { Call } from '../../wire/service.ts'
import { groupOf } from './groups-of-world.ts'

export function listTagsForResource(
  input: ListTagsForResourceCommandInput,
  { world }: Call,
): Omit<ListTagsForResourceCommandOutput, '$metadata'> {
  return { tags: Object.fromEntries(groupOf(world, undefined, input.resourceArn).tags) }
}

export function tagResource(input: TagResourceCommandInput, { world }: Call): Record<string, never> {
  const { tags } = groupOf(world, undefined, input.resourceArn)
  for (const [key, value] of Object.entries(input.tags ?? {})) tags.set(key, value)
  return {}
}

export function untagResource(input: UntagResourceCommandInput, { world }: Call): Record<string, never> {
  const { tags } = groupOf(world, undefined, input.resourceArn)
  for (const key of input.tagKeys ?? []) tags.delete(key)
  return {}
}

import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  Tag,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from '@aws-sdk/client-ecs'
import type { World } from '../../world.ts'
import type { Call, Handler } from '../../wire/service.ts'
import { invalid, resourceNotFound } from './refusal.ts'
import { ecsState } from './state.ts'
import { checkTags } from './tag-rules.ts'

type Tagged = { tags: Tag[] }

/** Whatever can carry tags, by ARN; else ResourceNotFoundException. */
function findTagged(world: World, arn: string | undefined): Tagged {
  const parts = /^arn:aws[a-z-]*:ecs:([a-z0-9-]+):(\d{12}):([a-z-]+)\/(.+)$/.exec(arn ?? '')
  if (!parts) throw invalid('The specified resource ARN is not valid.')
  const [, region, account, type, path = ''] = parts
  if (region !== world.region || account !== world.account) throw resourceNotFound()
  const state = ecsState(world)
  const segments = path.split('/')
  const cluster = state.clusters.get(segments[0]!)
  const id = segments[1] ?? ''
  let found: Tagged | undefined
  if (type === 'cluster') found = cluster
  if (type === 'service') found = cluster?.services.get(id)
  if (type === 'task') found = cluster?.tasks.get(id)
  if (type === 'container-instance') found = cluster?.instances.get(id)
  if (type === 'task-definition') {
    const [family = '', revision] = path.split(':')
    found = state.families.get(family)?.revisions.get(Number(revision))
  }
  if (!found) throw resourceNotFound()
  return found
}

export const tagResource: Handler<TagResourceRequest, TagResourceResponse> = (input, { world }: Call) => {
  const found = findTagged(world, input.resourceArn)
  found.tags = checkTags(input.tags, found.tags)
  return {}
}

export const untagResource: Handler<UntagResourceRequest, UntagResourceResponse> = (input, { world }) => {
  const found = findTagged(world, input.resourceArn)
  found.tags = found.tags.filter((each) => !input.tagKeys?.includes(each.key ?? ''))
  return {}
}

export const listTagsForResource: Handler<ListTagsForResourceRequest, ListTagsForResourceResponse> = (
  input,
  { world },
) => ({ tags: findTagged(world, input.resourceArn).tags })

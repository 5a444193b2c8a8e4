import type {
  Attribute,
  DeleteAttributesRequest,
  DeleteAttributesResponse,
  ListAttributesRequest,
  ListAttributesResponse,
  PutAttributesRequest,
  PutAttributesResponse,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import { AwsError, type Handler } from '../../../wire/service.ts'
import { findCluster } from '../find.ts'
import { idOf } from '../find.ts'
import { pageOf } from '../page.ts'
import { checkBatch, invalid } from '../refusal.ts'
import { wakeCluster } from '../service/wake.ts'
import type { ClusterRecord, InstanceRecord } from '../state.ts'

const OWN_MOST = 10

/** Attributes that a person may not touch are those that the agent registers. */
const isOwn = ({ name = '' }: Attribute) => !/^(ecs|com\.amazonaws)\./.test(name)

function targetOf(world: World, cluster: ClusterRecord, { targetId }: Attribute): InstanceRecord {
  const record = cluster.instances.get(idOf(world, targetId, 'container-instance', cluster))
  if (!record) throw new AwsError('TargetNotFoundException', 'The specified target was not found.')
  return record
}

export const putAttributes: Handler<PutAttributesRequest, PutAttributesResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Attributes', input.attributes, 10)
  for (const attribute of input.attributes ?? []) {
    const { name = '', value = '' } = attribute
    if (!/^[a-zA-Z0-9_./\\-]{1,128}$/.test(name)) throw invalid('Invalid attribute name.')
    if (value.length > 128) throw invalid('Invalid attribute value.')
    const { instance } = targetOf(world, cluster, attribute)
    const others = (instance.attributes ?? []).filter((each) => each.name !== name)
    if (others.filter(isOwn).length >= OWN_MOST) {
      throw new AwsError(
        'AttributeLimitExceededException',
        'You can apply up to 10 custom attributes for each resource.',
      )
    }
    instance.attributes = [...others, value ? { name, value } : { name }]
  }
  wakeCluster(world, cluster.services.values())
  return { attributes: input.attributes }
}

export const deleteAttributes: Handler<DeleteAttributesRequest, DeleteAttributesResponse> = (
  input,
  { world },
) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Attributes', input.attributes, 10)
  for (const attribute of input.attributes ?? []) {
    const { instance } = targetOf(world, cluster, attribute)
    instance.attributes = instance.attributes?.filter((each) => each.name !== attribute.name)
  }
  return { attributes: input.attributes }
}

export const listAttributes: Handler<ListAttributesRequest, ListAttributesResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  if (input.targetType !== 'container-instance') throw invalid('Target type must be container-instance.')
  const all = [...cluster.instances.values()].flatMap(({ instance }) =>
    (instance.attributes ?? [])
      .filter((each) => !input.attributeName || each.name === input.attributeName)
      .filter((each) => !input.attributeValue || each.value === input.attributeValue)
      .map((each) => ({ ...each, targetId: instance.containerInstanceArn })),
  )
  const keyed = all
    .map((attribute) => ({ attribute, key: `${attribute.targetId} ${attribute.name}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const scope = `ListAttributes ${cluster.name} ${input.attributeName} ${input.attributeValue}`
  const page = pageOf(scope, keyed, (each) => each.key, input)
  return {
    attributes: page.items.map((each) => each.attribute),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

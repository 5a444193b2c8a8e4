import type {
  DescribeTaskDefinitionRequest,
  DescribeTaskDefinitionResponse,
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionFamiliesResponse,
  ListTaskDefinitionsRequest,
  ListTaskDefinitionsResponse,
} from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { lookUpDefinition } from '../find.ts'
import { pageOf } from '../page.ts'
import { client, invalid } from '../refusal.ts'
import { ecsState } from '../state.ts'

export const describeTaskDefinition: Handler<
  DescribeTaskDefinitionRequest,
  DescribeTaskDefinitionResponse
> = (input, { world }) => {
  if (!input.taskDefinition) throw client('Task definition can not be blank.')
  const record = lookUpDefinition(world, input.taskDefinition)
  if (!record) throw client('Unable to describe task definition.')
  return { taskDefinition: record.definition, ...(input.include?.includes('TAGS') && { tags: record.tags }) }
}

const STATUSES = ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']

export const listTaskDefinitions: Handler<ListTaskDefinitionsRequest, ListTaskDefinitionsResponse> = (
  input,
  { world },
) => {
  const status = input.status ?? 'ACTIVE'
  if (!STATUSES.includes(status)) throw invalid(`Invalid status: ${status}`)
  const descending = input.sort === 'DESC'
  const all = [...ecsState(world).families.values()]
    .filter((each) => input.familyPrefix === undefined || each.family === input.familyPrefix)
    .flatMap(({ family, revisions }) =>
      [...revisions.values()]
        .filter((each) => each.definition.status === status)
        .map(({ definition }) => ({
          arn: definition.taskDefinitionArn!,
          key: `${family}:${String(definition.revision).padStart(9, '0')}`,
        })),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1) * (descending ? -1 : 1))
  const scope = `ListTaskDefinitions ${input.familyPrefix} ${status} ${descending}`
  const page = pageOf(scope, all, (each) => each.key, input, { size: 100, most: 100, descending })
  return {
    taskDefinitionArns: page.items.map((each) => each.arn),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

/** ACTIVE: families with an ACTIVE revision; INACTIVE: those without; by default both. */
export const listTaskDefinitionFamilies: Handler<
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionFamiliesResponse
> = (input, { world }) => {
  const status = input.status ?? 'ALL'
  if (!['ACTIVE', 'INACTIVE', 'ALL'].includes(status)) throw invalid(`Invalid status: ${status}`)
  const families = [...ecsState(world).families.values()]
    .filter(({ family, revisions }) => {
      if (!family.startsWith(input.familyPrefix ?? '')) return false
      const active = [...revisions.values()].some((each) => each.definition.status === 'ACTIVE')
      return status === 'ALL' || active === (status === 'ACTIVE')
    })
    .map((each) => each.family)
    .sort((a, b) => (a < b ? -1 : 1))
  const scope = `ListTaskDefinitionFamilies ${input.familyPrefix} ${status}`
  const page = pageOf(scope, families, (family) => family, input)
  return { families: page.items, ...(page.nextToken && { nextToken: page.nextToken }) }
}

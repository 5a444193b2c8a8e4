import type {
  DescribeTaskDefinitionRequest,
  DescribeTaskDefinitionResponse,
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionFamiliesResponse,
  ListTaskDefinitionsRequest,
  ListTaskDefinitionsResponse,
} from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import type { World } from '../../../world.ts'
import { lookUpDefinition } from '../find.ts'
import { pageOf, readToken } from '../page.ts'
import { client, invalid } from '../refusal.ts'
import { ecsState, type EcsState } from '../state.ts'

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
  const scope = `ListTaskDefinitions ${input.familyPrefix} ${status} ${descending}`
  const last = input.nextToken === undefined ? undefined : String(readToken(scope, input.nextToken))
  const isPast = (key: string) => last === undefined || (descending ? key < last : key > last)
  const all: { arn: string; key: string }[] = []
  for (const family of familiesFor(world, input, last)) {
    const revisions = [...(ecsState(world).families.get(family)?.revisions.values() ?? [])]
    if (descending) revisions.reverse()
    for (const { definition } of revisions) {
      const key = keyOf(family, definition.revision)
      if (definition.status === status && isPast(key)) all.push({ arn: definition.taskDefinitionArn!, key })
    }
    // One more than the page holds tells that there is a next one: an account may have thousands of families.
    if (all.length > (input.maxResults ?? 100)) break
  }
  const page = pageOf(scope, all, (each) => each.key, input, { size: 100, most: 100, descending })
  return {
    taskDefinitionArns: page.items.map((each) => each.arn),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

/** By family first, also where one family's name begins with another's. */
const keyOf = (family: string, revision = 0) => `${family}\0${String(revision).padStart(9, '0')}`

/** The families whose revisions may come after the last one that was given out, in the order of the list. */
function familiesFor(world: World, input: ListTaskDefinitionsRequest, last: string | undefined): string[] {
  if (input.familyPrefix !== undefined) return [input.familyPrefix]
  const at = last?.split('\0')[0]
  const descending = input.sort === 'DESC'
  const left = familiesInOrder(world).filter(
    (family) => at === undefined || (descending ? family <= at : family >= at),
  )
  return descending ? left.reverse() : left
}

/** ACTIVE: families with an ACTIVE revision; INACTIVE: those without; by default both. */
export const listTaskDefinitionFamilies: Handler<
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionFamiliesResponse
> = (input, { world }) => {
  const status = input.status ?? 'ALL'
  if (!['ACTIVE', 'INACTIVE', 'ALL'].includes(status)) throw invalid(`Invalid status: ${status}`)
  const families = familiesInOrder(world).filter((family) => {
    if (!family.startsWith(input.familyPrefix ?? '')) return false
    if (status === 'ALL') return true
    const revisions = ecsState(world).families.get(family)?.revisions.values() ?? []
    return [...revisions].some((each) => each.definition.status === 'ACTIVE') === (status === 'ACTIVE')
  })
  const scope = `ListTaskDefinitionFamilies ${input.familyPrefix} ${status}`
  const page = pageOf(scope, families, (family) => family, input)
  return { families: page.items, ...(page.nextToken && { nextToken: page.nextToken }) }
}

const inOrder = new WeakMap<EcsState['families'], string[]>()

/** The names of all families in order. A family never goes, so they are sorted anew only when there are more. */
function familiesInOrder(world: World): string[] {
  const { families } = ecsState(world)
  let names = inOrder.get(families)
  if (names?.length !== families.size) inOrder.set(families, (names = [...families.keys()].sort()))
  return names
}

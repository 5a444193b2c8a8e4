import 'server-only'
import type { Answer, ListAnswer } from '@/lib/api/answer'
import { answerOf, asOfOf, listAnswerOf, partOf } from '@/lib/api/assemble'
import { ApiError } from '@/lib/api/error'
import { must, type Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import type { ReadOptions } from '@/lib/aws/cache'
import {
  describeTaskDefinition,
  type EcsTag,
  type EcsTaskDefinition,
  listTaskDefinitionArns,
  listTaskDefinitionFamilies,
} from '@/lib/aws/ecs-task-definitions'
import type { FamilySummary, RevisionSummary, TaskDefinition } from './contract'
import { refOf } from './ref'
import { taskDefinitionShape } from './server/shape'

/** One revision, redacted; null when AWS does not know it. `arn` may be `family:revision`. */
export async function definitionOf(
  scope: Scope,
  arn: string,
  options: ReadOptions = {},
): Promise<Read<TaskDefinition | null>> {
  const { freshness: _, ...how } = options
  const read = await describeTaskDefinition(scope, arn, how)
  return read.ok ? shapedOnce(arn, read) : read
}

type Told = Extract<Read<{ taskDefinition: EcsTaskDefinition; tags: EcsTag[] } | null>, { ok: true }>

/** A revision never changes, so neither does its shape: it is made once. */
const shaped = new WeakMap<Told, Read<TaskDefinition | null>>()

function shapedOnce(arn: string, read: Told): Read<TaskDefinition | null> {
  const known = shaped.get(read)
  if (known !== undefined) return known
  const { value: found } = read
  const made = { ...read, value: found && taskDefinitionShape(arn, found.taskDefinition, found.tags) }
  shaped.set(read, made)
  return made
}

/** Families that have an ACTIVE revision, then those that have only INACTIVE ones. */
export async function familiesOf({ scope }: { scope: Scope }): Promise<ListAnswer<FamilySummary>> {
  const [activeRead, inactive] = await Promise.all([
    listTaskDefinitionFamilies(scope, 'ACTIVE'),
    listTaskDefinitionFamilies(scope, 'INACTIVE'),
  ])
  const active = must(activeRead)
  const known = new Set(active.value)
  const items = [...active.value]
    .sort((a, b) => a.localeCompare(b))
    .map((family): FamilySummary => ({ family, status: 'ACTIVE' }))
  const gone = inactive.ok ? inactive.value.filter((family) => !known.has(family)) : []
  for (const family of gone.sort((a, b) => a.localeCompare(b))) items.push({ family, status: 'INACTIVE' })
  return listAnswerOf(items, {
    now: now(scope),
    asOf: [active.asOf, asOfOf(inactive)],
    complete: inactive.ok,
    parts: { families: partOf(activeRead), inactiveFamilies: partOf(inactive) },
  })
}

/** A family's revisions, newest first; a family without any is not found. */
export async function revisionsOf({
  scope,
  params,
}: {
  scope: Scope
  params: { family: string }
}): Promise<ListAnswer<RevisionSummary>> {
  const { family } = params
  const [activeRead, inactive] = await Promise.all([
    listTaskDefinitionArns(scope, family, 'ACTIVE'),
    listTaskDefinitionArns(scope, family, 'INACTIVE'),
  ])
  const active = must(activeRead)
  const named = (arns: string[], status: string) =>
    // AWS matches the family by its beginning in some answers; only the family itself was asked for.
    arns.flatMap((arn) => {
      const ref = refOf(arn)
      return ref && ref.family === family ? [{ ...ref, status }] : []
    })
  const items = [...named(active.value, 'ACTIVE'), ...named(inactive.ok ? inactive.value : [], 'INACTIVE')]
  if (items.length === 0 && inactive.ok) throw notFound(`There is no task definition family ${family}.`)
  return listAnswerOf(
    items.sort((a, b) => b.revision - a.revision),
    {
      now: now(scope),
      asOf: [active.asOf, asOfOf(inactive)],
      complete: inactive.ok,
      parts: { revisions: partOf(activeRead), inactiveRevisions: partOf(inactive) },
    },
  )
}

/** One revision. */
export async function taskDefinitionOf({
  scope,
  params,
}: {
  scope: Scope
  params: { family: string; revision: string }
}): Promise<Answer<TaskDefinition>> {
  const name = `${params.family}:${params.revision}`
  const read = must(await definitionOf(scope, name))
  if (read.value === null) throw notFound(`There is no task definition ${name}.`)
  return answerOf(read.value, { now: now(scope), asOf: [read.asOf] })
}

function notFound(message: string): ApiError {
  return new ApiError({ code: 'not_found', message })
}

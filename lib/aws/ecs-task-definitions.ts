import 'server-only'
import {
  DescribeTaskDefinition$,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionFamilies$,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitions$,
  ListTaskDefinitionsCommand,
  type Tag,
  type TaskDefinition,
} from '@aws-sdk/client-ecs'
import { nameOf } from '@/lib/api/arn'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call } from './call'
import { listOf, malformed } from './check'
import { ecs } from './ecs-client'
import { pages } from './pages'
import { carriedProblem } from './problem'
import { shared, sharedLoaded } from './shared'

export type {
  ContainerDefinition as EcsContainerDefinition,
  Tag as EcsTag,
  TaskDefinition as EcsTaskDefinition,
} from '@aws-sdk/client-ecs'

/**
 * One revision with its tags, by ARN or `family:revision`; null when AWS has none. A revision never changes but for its
 * status, so it is kept for as long as `fixed` says.
 */
export function describeTaskDefinition(
  scope: Scope,
  arnOrFamilyRevision: string,
  options: ReadOptions = {},
): Promise<Read<{ taskDefinition: TaskDefinition; tags: Tag[] } | null>> {
  const name = nameOf(arnOrFamilyRevision)
  return shared(scope, `ecs-definition/${name}`, { freshness: 'fixed', ...options }, async (turn) => {
    try {
      const reply = await call(scope, ecs, DescribeTaskDefinition$, { turn }, (client, how) =>
        client.send(new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] }), how),
      )
      if (reply.taskDefinition === undefined)
        throw malformed(actionOf(ecs, DescribeTaskDefinition$), 'taskDefinition is missing')
      return { taskDefinition: reply.taskDefinition, tags: reply.tags ?? [] }
    } catch (thrown) {
      // ECS has no error of its own for it: a ClientException "Unable to describe task definition."
      const problem = carriedProblem(thrown)
      if (problem?.code === 'not_found') return null
      if (
        problem?.code === 'invalid_request' &&
        /unable to describe|not found|does not exist/i.test(problem.message)
      )
        return null
      throw thrown
    }
  })
}

/** The families that have an ACTIVE revision, or only INACTIVE ones. */
export function listTaskDefinitionFamilies(
  scope: Scope,
  status: 'ACTIVE' | 'INACTIVE',
  options: ReadOptions = {},
): Promise<Read<string[]>> {
  const action = actionOf(ecs, ListTaskDefinitionFamilies$)
  return sharedLoaded(scope, `ecs-families/${status}`, options, (turn) =>
    pages(scope, action, async (nextToken) => {
      const reply = await call(scope, ecs, ListTaskDefinitionFamilies$, { turn }, (client, how) =>
        client.send(new ListTaskDefinitionFamiliesCommand({ status, maxResults: 100, nextToken }), how),
      )
      return { items: listOf(reply.families, 'families', action), next: reply.nextToken }
    }),
  )
}

/** The ARNs of a family's revisions of one status, newest first. */
export function listTaskDefinitionArns(
  scope: Scope,
  family: string,
  status: 'ACTIVE' | 'INACTIVE',
  options: ReadOptions = {},
): Promise<Read<string[]>> {
  const action = actionOf(ecs, ListTaskDefinitions$)
  return sharedLoaded(scope, `ecs-revisions/${family}/${status}`, options, async (turn) => {
    const found = await pages(scope, action, async (nextToken) => {
      const reply = await call(scope, ecs, ListTaskDefinitions$, { turn }, (client, how) =>
        client.send(
          new ListTaskDefinitionsCommand({
            familyPrefix: family,
            status,
            sort: 'DESC',
            maxResults: 100,
            nextToken,
          }),
          how,
        ),
      )
      return { items: listOf(reply.taskDefinitionArns, 'taskDefinitionArns', action), next: reply.nextToken }
    })
    // `familyPrefix` is the whole name at AWS, a prefix at other endpoints.
    return { ...found, value: found.value.filter((arn) => nameOf(arn).startsWith(`${family}:`)) }
  })
}

import type {
  DeleteTaskDefinitionsRequest,
  DeleteTaskDefinitionsResponse,
  DeregisterTaskDefinitionRequest,
  DeregisterTaskDefinitionResponse,
  Failure,
  TaskDefinition,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { Handler } from '../../../wire/service.ts'
import { ecsArn } from '../arn.ts'
import { lookUpDefinition } from '../find.ts'
import { checkBatch, client } from '../refusal.ts'
import { ecsState, type DefinitionRecord } from '../state.ts'

/** How soon, and how often again, ECS looks whether a revision to delete is still in use. */
const DELETE_MS = 60_000

const hasRevision = (ref: string) => /:\d+$/.test(ref)

/** Makes a revision INACTIVE; running tasks and services keep using it. */
export const deregisterTaskDefinition: Handler<
  DeregisterTaskDefinitionRequest,
  DeregisterTaskDefinitionResponse
> = (input, { world }) => {
  const ref = input.taskDefinition ?? ''
  if (!hasRevision(ref))
    throw client('The task definition must be specified with its revision: family:revision.')
  const record = lookUpDefinition(world, ref)
  if (!record) throw client('Unable to describe task definition.')
  if (record.definition.status !== 'ACTIVE') {
    throw client(
      'The specified task definition is inactive. You must specify an active task definition and try again.',
    )
  }
  record.definition.status = 'INACTIVE'
  record.definition.deregisteredAt = new Date(world.now)
  return { taskDefinition: record.definition }
}

/** Only INACTIVE revisions; each goes once no task and no service uses it. */
export const deleteTaskDefinitions: Handler<DeleteTaskDefinitionsRequest, DeleteTaskDefinitionsResponse> = (
  input,
  { world },
) => {
  checkBatch('Task definitions', input.taskDefinitions, 10)
  const taskDefinitions: TaskDefinition[] = []
  const failures: Failure[] = []
  for (const ref of input.taskDefinitions ?? []) {
    const record = hasRevision(ref) ? lookUpDefinition(world, ref) : undefined
    const arn = ref.startsWith('arn:') ? ref : ecsArn(world, `task-definition/${ref}`)
    if (!hasRevision(ref))
      failures.push({
        arn,
        reason:
          'The specified task definition identifier is invalid. Specify a valid name or ARN and try again.',
      })
    else if (!record)
      failures.push({
        arn,
        reason:
          'The specified task definition does not exist. Specify a valid account, family, revision and try again.',
      })
    else if (record.definition.status === 'ACTIVE') {
      failures.push({
        arn,
        reason:
          'The specified task definition is still in ACTIVE status. Please deregister the target and try again.',
      })
    } else {
      if (record.definition.status !== 'DELETE_IN_PROGRESS') {
        record.definition.status = 'DELETE_IN_PROGRESS'
        record.definition.deleteRequestedAt = new Date(world.now)
        world.after(DELETE_MS, () => removeUnused(world, record))
      }
      taskDefinitions.push(record.definition)
    }
  }
  return { taskDefinitions, failures }
}

function removeUnused(world: World, record: DefinitionRecord): void {
  const { clusters, families } = ecsState(world)
  for (const { services, tasks } of clusters.values()) {
    const used =
      [...services.values()].some((each) => each.config.definition === record) ||
      [...tasks.values()].some((each) => each.definition === record && each.task.lastStatus !== 'STOPPED')
    if (used) {
      world.after(DELETE_MS, () => removeUnused(world, record))
      return
    }
  }
  families.get(record.definition.family ?? '')?.revisions.delete(record.definition.revision ?? 0)
}

import type {
  DescribeTasksRequest,
  DescribeTasksResponse,
  Failure,
  ListTasksRequest,
  ListTasksResponse,
  Task,
} from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { ecsArn } from '../arn.ts'
import { findCluster, findInstance, findService, idOf } from '../find.ts'
import { pageOf } from '../page.ts'
import { checkBatch, invalid } from '../refusal.ts'
import type { TaskRecord } from '../state.ts'

/** A task as AWS shows it at this moment; later changes do not reach the copy. */
export function showTask(record: TaskRecord, include: readonly string[] = []): Task {
  const { task } = record
  return {
    ...task,
    attachments: task.attachments?.map((each) => ({ ...each })),
    containers: task.containers?.map((each) => ({
      ...each,
      ...(each.managedAgents && { managedAgents: each.managedAgents.map((agent) => ({ ...agent })) }),
    })),
    tags: include.includes('TAGS') ? [...record.tags] : [],
  }
}

export const describeTasks: Handler<DescribeTasksRequest, DescribeTasksResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Tasks', input.tasks, 100)
  const tasks: Task[] = []
  const failures: Failure[] = []
  for (const id of new Set(input.tasks?.map((ref) => idOf(world, ref, 'task', cluster)))) {
    const record = cluster.tasks.get(id)
    if (record) tasks.push(showTask(record, input.include))
    else failures.push({ arn: ecsArn(world, `task/${cluster.name}/${id}`), reason: 'MISSING' })
  }
  return { tasks, failures }
}

/**
 * `desiredStatus` is RUNNING by default. ECS never sets a task's desired status to PENDING, so that filter finds
 * nothing; `startedBy` must stand alone. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
 */
export const listTasks: Handler<ListTasksRequest, ListTasksResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  const { family, serviceName, startedBy, containerInstance, launchType } = input
  if (
    startedBy !== undefined &&
    (family !== undefined || serviceName !== undefined || containerInstance !== undefined)
  ) {
    throw invalid('cannot specify startedBy with other filters')
  }
  if (family !== undefined && serviceName !== undefined) {
    throw invalid('Cannot specify both family and serviceName.')
  }
  const desired = input.desiredStatus ?? 'RUNNING'
  if (!['RUNNING', 'PENDING', 'STOPPED'].includes(desired)) throw invalid(`Invalid desiredStatus: ${desired}`)
  const service = serviceName === undefined ? undefined : findService(world, cluster, serviceName)
  const instance =
    containerInstance === undefined ? undefined : findInstance(world, cluster, containerInstance)
  const records: TaskRecord[] = []
  for (const record of cluster.tasks.values()) {
    if (record.task.desiredStatus !== desired) continue
    if (service && record.service !== service) continue
    if (instance && record.instance !== instance) continue
    if (family !== undefined && record.definition.definition.family !== family) continue
    if (startedBy !== undefined && record.task.startedBy !== startedBy) continue
    if (launchType !== undefined && record.task.launchType !== launchType) continue
    records.push(record)
  }
  const filters = [cluster.name, family, serviceName, startedBy, containerInstance, launchType, desired]
  const scope = `ListTasks ${filters.join(' ')}`
  const page = pageOf(scope, records, (each) => each.seq, input)
  return {
    taskArns: page.items.map((each) => each.task.taskArn!),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

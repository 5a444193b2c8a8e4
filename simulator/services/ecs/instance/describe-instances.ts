import type {
  ContainerInstance,
  DescribeContainerInstancesRequest,
  DescribeContainerInstancesResponse,
  Failure,
  ListContainerInstancesRequest,
  ListContainerInstancesResponse,
} from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { ecsArn } from '../arn.ts'
import { findCluster, idOf } from '../find.ts'
import { pageOf } from '../page.ts'
import { compileExpression } from '../placement/expression.ts'
import { subjectOf } from '../placement/fit.ts'
import { checkBatch, invalid } from '../refusal.ts'
import { countTasks } from '../service/healthy-task.ts'
import type { InstanceRecord } from '../state.ts'
import { resourcesOf } from './register-instance.ts'

/** A container instance as AWS shows it. */
export function showInstance(record: InstanceRecord, include: readonly string[] = []): ContainerInstance {
  const { runningCount, pendingCount } = countTasks(record.tasks)
  const shown: ContainerInstance = {
    ...record.instance,
    registeredResources: resourcesOf(record, 'registered'),
    remainingResources: resourcesOf(record, 'remaining'),
    runningTasksCount: runningCount,
    pendingTasksCount: pendingCount,
    tags: include.includes('TAGS') ? [...record.tags] : [],
  }
  if (include.includes('CONTAINER_INSTANCE_HEALTH')) {
    const since = record.instance.registeredAt
    const status = record.instance.agentConnected ? 'OK' : 'IMPAIRED'
    shown.healthStatus = {
      overallStatus: status,
      details: [
        { type: 'CONTAINER_RUNTIME', status, ...(since && { lastUpdated: since, lastStatusChange: since }) },
      ],
    }
  }
  return shown
}

export const describeContainerInstances: Handler<
  DescribeContainerInstancesRequest,
  DescribeContainerInstancesResponse
> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Container instances', input.containerInstances, 100)
  const containerInstances: ContainerInstance[] = []
  const failures: Failure[] = []
  for (const id of new Set(
    input.containerInstances?.map((ref) => idOf(world, ref, 'container-instance', cluster)),
  )) {
    const record = cluster.instances.get(id)
    if (record) containerInstances.push(showInstance(record, input.include))
    else failures.push({ arn: ecsArn(world, `container-instance/${cluster.name}/${id}`), reason: 'MISSING' })
  }
  return { containerInstances, failures }
}

const STATUSES = ['ACTIVE', 'DRAINING', 'REGISTERING', 'DEREGISTERING', 'REGISTRATION_FAILED']

export const listContainerInstances: Handler<
  ListContainerInstancesRequest,
  ListContainerInstancesResponse
> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  if (input.status && !STATUSES.includes(input.status)) throw invalid(`Invalid status: ${input.status}`)
  const matches = input.filter ? compileExpression(input.filter) : undefined
  const records = [...cluster.instances.values()]
    .filter((each) => !input.status || each.instance.status === input.status)
    .filter((each) => !matches || matches(subjectOf(each)))
    .sort((a, b) => a.seq - b.seq)
  const scope = `ListContainerInstances ${cluster.name} ${input.filter} ${input.status}`
  const page = pageOf(scope, records, (each) => each.seq, input)
  return {
    containerInstanceArns: page.items.map((each) => each.instance.containerInstanceArn!),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

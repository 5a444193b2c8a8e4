import type {
  Failure,
  GetTaskProtectionRequest,
  GetTaskProtectionResponse,
  ProtectedTask,
  UpdateTaskProtectionRequest,
  UpdateTaskProtectionResponse,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { Handler } from '../../../wire/service.ts'
import { ecsArn } from '../arn.ts'
import { findCluster, idOf } from '../find.ts'
import { checkBatch, invalid } from '../refusal.ts'
import { wake } from '../service/wake.ts'
import type { ClusterRecord, TaskRecord } from '../state.ts'

/** Protection lasts two hours unless said otherwise, up to two days. */
const DEFAULT_MINUTES = 120
const MOST_MINUTES = 2880

function split(world: World, cluster: ClusterRecord, refs: string[] | undefined) {
  const failures: Failure[] = []
  const records: TaskRecord[] = []
  const all = refs?.map((ref) => idOf(world, ref, 'task', cluster)) ?? [...cluster.tasks.keys()]
  for (const id of all) {
    const record = cluster.tasks.get(id)
    const arn = ecsArn(world, `task/${cluster.name}/${id}`)
    if (!record) failures.push({ arn, reason: 'MISSING' })
    else if (!record.service) failures.push({ arn, reason: 'TASK_NOT_VALID' })
    else records.push(record)
  }
  return { failures, records }
}

function show(world: World, record: TaskRecord): ProtectedTask {
  const { protectedUntil } = record
  const on = protectedUntil !== undefined && protectedUntil > world.now
  return {
    taskArn: record.task.taskArn,
    protectionEnabled: on,
    ...(on && { expirationDate: new Date(protectedUntil) }),
  }
}

export const getTaskProtection: Handler<GetTaskProtectionRequest, GetTaskProtectionResponse> = (
  input,
  { world },
) => {
  const cluster = findCluster(world, input.cluster)
  if (input.tasks) checkBatch('Tasks', input.tasks, 100)
  const { failures, records } = split(world, cluster, input.tasks)
  return { protectedTasks: records.map((each) => show(world, each)), failures: input.tasks ? failures : [] }
}

export const updateTaskProtection: Handler<UpdateTaskProtectionRequest, UpdateTaskProtectionResponse> = (
  input,
  { world },
) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Tasks', input.tasks, 10)
  const minutes = input.expiresInMinutes ?? DEFAULT_MINUTES
  if (minutes < 1 || minutes > MOST_MINUTES) {
    throw invalid(`expiresInMinutes must be between 1 and ${MOST_MINUTES}.`)
  }
  const { failures, records } = split(world, cluster, input.tasks)
  for (const record of records) {
    if (input.protectionEnabled) {
      record.protectedUntil = world.now + minutes * 60_000
      wake(world, record.service!, minutes * 60_000)
    } else {
      delete record.protectedUntil
      wake(world, record.service!)
    }
  }
  return { protectedTasks: records.map((each) => show(world, each)), failures }
}

import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { ReadOptions } from '@/lib/load-balancer/server'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { nameOf } from '@/lib/api/arn'
import { definitionOf } from '@/lib/task-definition/server'
import type { ContainerFacts } from '../container-health'
import type { TaskSummary } from '../contract'
import { type TargetCheck, type TaskFacts, taskHealth } from '../health'
import { checksOf } from './checks'
import type { ListedTask } from './cluster-tasks'
import { taskShape, type TaskShape } from './shape'

/** A task with its verdict, and the reads that it hangs on. */
export type JudgedListedTask = {
  summary: TaskSummary
  /** Null when the task is listed but could not be described. */
  facts: TaskFacts | null
  checks: TargetCheck[]
  definition: Read<TaskDefinition | null> | null
}

/** Joins a task with its definition and its targets and judges it; `service` null when it is a standalone one. */
export async function judgeTask(
  scope: Scope,
  cluster: string,
  { arn, read }: ListedTask,
  service: Read<EcsService | null> | null,
  options?: ReadOptions,
): Promise<JudgedListedTask> {
  if (!read.ok) {
    const shape = taskShape(cluster, { taskArn: arn }, null)
    const health = taskHealth(read, [], now(scope))
    return { summary: { ...shape, health, targets: [] }, facts: null, checks: [], definition: null }
  }
  const task = read.value
  const definition = task.taskDefinitionArn ? await definitionOf(scope, task.taskDefinitionArn) : null
  const known = definition?.ok ? definition.value : null
  const shape = taskShape(cluster, task, known)
  const checks = await checksOf(scope, cluster, shape, service, options)
  const facts = factsOf(shape, known)
  const health = taskHealth({ ...read, value: facts }, checks, now(scope))
  const targets = checks.flatMap(({ read: target }) => (target.ok && target.value ? [target.value] : []))
  const arnOr = shape.arn === '' ? { ...shape, arn, taskId: nameOf(arn) } : shape
  return { summary: { ...arnOr, health, targets }, facts, checks, definition }
}

function factsOf(shape: TaskShape, definition: TaskDefinition | null): TaskFacts {
  const containers = shape.containers.map((container): ContainerFacts => {
    const check = definition?.containers.find(({ name }) => name === container.name)?.healthCheck
    const seconds = check
      ? check.startPeriodSeconds + (check.intervalSeconds + check.timeoutSeconds) * (check.retries + 1)
      : null
    return { ...container, checkWindowMs: seconds === null ? null : seconds * 1000 }
  })
  return { ...shape, revision: shape.taskDefinition?.arn ?? null, containers }
}

/** The service of a task by its group (`service:web`), or null. */
export function serviceNameOf({ read }: ListedTask): string | null {
  const group = read.ok ? read.value.group : undefined
  return group?.startsWith('service:') ? group.slice('service:'.length) : null
}

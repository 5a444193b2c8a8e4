import 'server-only'
import { nameOf } from '@/lib/api/arn'
import { singleton } from '@/lib/api/bridge'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'
import { type Memory, remembered } from '@/lib/api/remembered'
import type { Scope } from '@/lib/api/segments'
import { connectionOf } from '@/lib/aws/connection'
import type { Health } from '@/lib/health/contract'
import type { TargetHealth } from '@/lib/load-balancer/contract'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import type { ContainerFacts } from '../container-health'
import type { TaskSummary } from '../contract'
import { type TargetCheck, type TaskFacts, taskHealth } from '../health'
import type { StopFacts } from '../stops'
import { checksOf } from './checks'
import type { ListedTask } from './cluster-tasks'
import { shapeOfTask, taskShape, type TaskShape } from './shape'
import type { Surroundings } from './surroundings'

/** A task with its verdict, and the reads that it hangs on. */
export type JudgedListedTask = {
  shape: TaskShape
  health: Health
  targets: TargetHealth[]
  /** False when the task is listed but could not be described. */
  isKnown: boolean
  checks: TargetCheck[]
  definition: Read<TaskDefinition | null> | null
  /** Of its description. */
  read: ListedTask['read']
}

/** Verdicts are made anew at least so often (ms) where they depend on the time that passed. */
export const tickMs = 5_000

/**
 * Joins a task with its definition and its targets and judges it. While none of that changed, the verdict before stays
 * the same object: an estate of thousands of quiet tasks costs next to nothing.
 */
export function judgeTask(
  scope: Scope,
  cluster: string,
  listed: ListedTask,
  around: Surroundings,
  now: number,
): JudgedListedTask {
  const { arn, read } = listed
  if (!read.ok) {
    const shape = taskShape(cluster, { taskArn: arn }, null)
    const health = taskHealth(read, [], now)
    return { shape, health, targets: [], isKnown: false, checks: [], definition: null, read }
  }
  const shape = shapeOfTask(cluster, read.value)
  const service = shape.serviceName === null ? null : (around.services.get(shape.serviceName) ?? null)
  const checks = checksOf(shape, service, around)
  const definition = around.definitions.reads.get(shape.taskDefinition?.arn ?? '') ?? null
  const { trustsHealthy } = around.definitions
  const memory = memoryOf(scope, cluster)
  const before = memory.get(arn)?.result
  const inputs: unknown[] = [
    ...inputsOf(read, now),
    trustsHealthy,
    definition?.ok ? definition.value : (definition?.error.message ?? null),
    before !== undefined && isTimed(before) ? Math.floor(now / tickMs) : null,
  ]
  for (const check of checks) inputs.push(check.targetGroupName, ...inputsOf(check.read, now))
  const judged = remembered(memory, arn, inputs, () => {
    const known = definition?.ok ? definition.value : null
    const defined = known === null ? shape : taskShape(cluster, read.value, known)
    const facts = factsOf(defined, known, trustsHealthy)
    const health = taskHealth({ ...read, value: facts }, checks, now)
    const targets = checks.flatMap(({ read: target }) => (target.ok && target.value ? [target.value] : []))
    const named = defined.arn === '' ? { ...defined, arn, taskId: nameOf(arn) } : defined
    return { shape: named, health, targets, isKnown: true, checks, definition, read }
  })
  // The ages of what it hangs on move on by themselves.
  return Object.assign(judged, { checks, definition, read })
}

/** A judged task as a row. */
export function taskSummary({ shape, health, targets }: JudgedListedTask): TaskSummary {
  return { ...shape, health, targets }
}

/** A judged task as one that stopped; its definition, if it had to be read, is in its shape. */
export function stopFactsOf({ shape }: JudgedListedTask): StopFacts {
  return { ...shape, revision: shape.taskDefinition?.arn ?? null }
}

/** Of a read, all that a verdict may depend on: its value, its failure, and how stale it is. */
export function inputsOf(read: Read<unknown>, now: number): unknown[] {
  const error = read.error === undefined ? null : `${read.error.code} ${read.error.message}`
  if (!read.ok) return [read.pending === true, error]
  const age = now - read.asOf
  return [read.value, error, read.partial ?? false, age > staleAfterMs ? Math.floor(age / 60_000) : 0]
}

/** Levels at which time alone may change the verdict. */
function isTimed({ health }: JudgedListedTask): boolean {
  return health.level === 'deploying' || health.level === 'unknown'
}

function factsOf(shape: TaskShape, definition: TaskDefinition | null, trustsHealthy: boolean): TaskFacts {
  const containers = shape.containers.map((container): ContainerFacts => {
    const check = definition?.containers.find(({ name }) => name === container.name)?.healthCheck
    const seconds = check
      ? check.startPeriodSeconds + (check.intervalSeconds + check.timeoutSeconds) * (check.retries + 1)
      : null
    const hasHealthCheck =
      container.hasHealthCheck ?? (container.healthStatus === 'HEALTHY' && trustsHealthy ? true : null)
    return { ...container, hasHealthCheck, checkWindowMs: seconds === null ? null : seconds * 1000 }
  })
  return { ...shape, revision: shape.taskDefinition?.arn ?? null, containers }
}

/** The service of a task by its group (`service:web`), or null. */
export function serviceNameOf({ read }: ListedTask): string | null {
  const group = read.ok ? read.value.group : undefined
  return group?.startsWith('service:') ? group.slice('service:'.length) : null
}

/** The verdicts on the tasks of a cluster by ARN. */
export function memoryOf(scope: Scope, cluster: string): Memory<JudgedListedTask> {
  const all = singleton('task.verdicts', () => new Map<string, Memory<JudgedListedTask>>())
  const key = `${connectionOf(scope).id} ${cluster}`
  const known = all.get(key) ?? new Map()
  all.set(key, known)
  return known
}

import 'server-only'
import { nameOf } from '@/lib/api/arn'
import { keptWhileUsed } from '@/lib/api/keeper'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { connectionOf } from '@/lib/aws/connection'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { Health } from '@/lib/health/contract'
import { holdsTill, inputsOf, isSame, nextTick } from '@/lib/health/holds'
import type { TargetHealth } from '@/lib/load-balancer/contract'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import type { ContainerFacts } from '../container-health'
import type { TaskSummary } from '../contract'
import { type TargetCheck, type TaskFacts, taskHealth } from '../health'
import type { StopFacts } from '../stops'
import { checksOf, targetGroupsFor } from './checks'
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

/** A verdict with all that it was made from. */
type Kept = {
  judged: JudgedListedTask
  inputs: readonly unknown[]
  read: ListedTask['read']
  service: Read<EcsService | null> | null
  definition: Read<TaskDefinition | null> | null
  instance: Read<string | null> | null
  trustsHealthy: boolean
  targets: readonly (readonly [arn: string, Read<TargetHealth[]> | undefined])[]
  /** Epoch ms by AWS's clock: then time alone may have changed it. */
  until: number
}

/** The verdicts on the tasks of a cluster by ARN. */
export type TaskVerdicts = Map<string, Kept>

/**
 * Joins a task with its definition and its targets and judges it. While none of that was read anew the verdict holds, and
 * while it says the same it stays the same object: an estate of thousands of quiet tasks costs next to nothing.
 */
export function judgeTask(
  verdicts: TaskVerdicts,
  cluster: string,
  { arn, read, serviceName }: ListedTask,
  around: Surroundings,
  now: number,
): JudgedListedTask {
  const { trustsHealthy, reads } = around.definitions
  const service = serviceName === null ? null : (around.services.get(serviceName) ?? null)
  const definition = reads.get((read.ok && read.value.taskDefinitionArn) || '') ?? null
  const instance = around.instances.get(nameOf((read.ok && read.value.containerInstanceArn) || '')) ?? null
  const before = verdicts.get(arn)
  if (
    before?.read === read &&
    before.service === service &&
    before.definition === definition &&
    before.instance === instance &&
    before.trustsHealthy === trustsHealthy &&
    now < before.until &&
    before.targets.every(([group, target]) => around.targets.get(group) === target)
  )
    return before.judged
  const known = definition?.ok ? definition.value : null
  const shape = read.ok ? shapeOfTask(cluster, read.value, known) : taskShape(cluster, { taskArn: arn }, null)
  const checks = read.ok ? checksOf(shape, service, around) : []
  const inputs: unknown[] = [
    ...inputsOf(read, now),
    trustsHealthy,
    definition?.ok ? definition.value : (definition?.error.message ?? null),
    before !== undefined && isTimed(before.judged.health) ? nextTick(now) : null,
  ]
  for (const check of checks) inputs.push(check.targetGroupName, ...inputsOf(check.read, now))
  const judged =
    before !== undefined && isSame(before.inputs, inputs)
      ? // The ages of what it hangs on move on by themselves.
        Object.assign(before.judged, { checks, definition, read })
      : judge(read, { arn, shape, checks, definition, known, trustsHealthy }, now)
  const groups = service?.ok && service.value !== null ? targetGroupsFor(service.value, shape) : []
  const ends = [read, ...checks.map((check) => check.read)].map((each) => holdsTill(each, now))
  verdicts.set(arn, {
    judged,
    inputs,
    read,
    service,
    definition,
    instance,
    trustsHealthy,
    targets: groups.map((group) => [group, around.targets.get(group)]),
    until: Math.min(...ends, isTimed(judged.health) ? nextTick(now) : Infinity),
  })
  return judged
}

type Joined = {
  arn: string
  shape: TaskShape
  checks: TargetCheck[]
  definition: Read<TaskDefinition | null> | null
  known: TaskDefinition | null
  trustsHealthy: boolean
}

function judge(
  read: ListedTask['read'],
  { arn, shape, checks, definition, known, trustsHealthy }: Joined,
  now: number,
): JudgedListedTask {
  if (!read.ok) {
    const health = taskHealth(read, [], now)
    return { shape, health, targets: [], isKnown: false, checks, definition, read }
  }
  const facts = factsOf(shape, known, trustsHealthy)
  const health = taskHealth({ ...read, value: facts }, checks, now)
  const targets = checks.flatMap(({ read: target }) => (target.ok && target.value ? [target.value] : []))
  const named = shape.arn === '' ? { ...shape, arn, taskId: nameOf(arn) } : shape
  return { shape: named, health, targets, isKnown: true, checks, definition, read }
}

/** A judged task as a row. */
export function taskSummary({ shape, health, targets }: JudgedListedTask): TaskSummary {
  return { ...shape, health, targets }
}

/** A judged task as one that stopped; its definition, if it had to be read, is in its shape. */
export function stopFactsOf({ shape }: JudgedListedTask): StopFacts {
  return { ...shape, revision: shape.taskDefinition?.arn ?? null }
}

/** Whether time alone may change a verdict. What is still to be read, or denied, waits for something else. */
function isTimed({ level, because: [first] }: Health): boolean {
  return level === 'deploying' || (level === 'unknown' && first.kind !== 'pending' && first.kind !== 'denied')
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

/** The verdicts on the tasks of a cluster as they were made last. */
export function taskVerdicts(scope: Scope, cluster: string): TaskVerdicts {
  return keptWhileUsed(`task.verdicts ${connectionOf(scope).id} ${cluster}`, () => new Map<string, Kept>())
}

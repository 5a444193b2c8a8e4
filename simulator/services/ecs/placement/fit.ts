import type { PlacementConstraint } from '@aws-sdk/client-ecs'
import type { DefinitionRecord, InstanceRecord, TaskRecord } from '../state.ts'
import type { Needs } from '../task/needs.ts'
import { compileExpression, type Subject } from './expression.ts'

/** Why an instance cannot take a task: the `failures[].reason` of RunTask. */
export type Misfit =
  | 'RESOURCE:CPU'
  | 'RESOURCE:MEMORY'
  | 'RESOURCE:PORTS'
  | 'ATTRIBUTE'
  | 'AGENT'
  | 'MemberOf placement constraint unsatisfied.'
  | 'DistinctInstance placement constraint unsatisfied.'

export type Wish = {
  definition: DefinitionRecord
  needs: Needs
  constraints: PlacementConstraint[]
  group: string
}

/** Why `instance` cannot take the task, or undefined when it can. */
export function misfitOf(instance: InstanceRecord, wish: Wish): Misfit | undefined {
  if (!instance.instance.agentConnected) return 'AGENT'
  if (lacksAttribute(instance, wish.definition)) return 'ATTRIBUTE'
  const unmet = unmetConstraint(instance, wish)
  if (unmet) return unmet
  if (instance.cpu.registered - instance.cpu.used < wish.needs.cpu) return 'RESOURCE:CPU'
  if (instance.memory.registered - instance.memory.used < wish.needs.memoryMib) return 'RESOURCE:MEMORY'
  if (wish.needs.ports.some((port) => instance.ports.has(port))) return 'RESOURCE:PORTS'
  return undefined
}

/** Whether an instance meets the attributes and constraints, whatever room it has: what a daemon asks. */
export function isEligible(instance: InstanceRecord, wish: Wish): boolean {
  return !lacksAttribute(instance, wish.definition) && !unmetConstraint(instance, wish)
}

function lacksAttribute(instance: InstanceRecord, definition: DefinitionRecord): boolean {
  const has = instance.instance.attributes ?? []
  return (definition.definition.requiresAttributes ?? []).some(
    (wanted) => !has.some((each) => each.name === wanted.name),
  )
}

function unmetConstraint(instance: InstanceRecord, wish: Wish): Misfit | undefined {
  for (const constraint of [
    ...(wish.definition.definition.placementConstraints ?? []),
    ...wish.constraints,
  ]) {
    if (
      constraint.type === 'memberOf' &&
      !compileExpression(constraint.expression ?? '')(subjectOf(instance))
    ) {
      return 'MemberOf placement constraint unsatisfied.'
    }
    if (
      constraint.type === 'distinctInstance' &&
      [...instance.tasks].some((task) => holds(task, wish.group))
    ) {
      return 'DistinctInstance placement constraint unsatisfied.'
    }
  }
  return undefined
}

const holds = (task: TaskRecord, group: string) =>
  task.task.group === group && task.task.desiredStatus === 'RUNNING'

/** An instance as a cluster query sees it. */
export function subjectOf(record: InstanceRecord): Subject {
  const tasks = [...record.tasks]
  return {
    attributes: record.instance.attributes ?? [],
    agentConnected: record.instance.agentConnected === true,
    ec2InstanceId: record.ec2InstanceId,
    registeredAt: record.instance.registeredAt?.getTime() ?? 0,
    runningTasksCount: tasks.filter((task) => task.task.lastStatus === 'RUNNING').length,
    groups: tasks.map((task) => task.task.group ?? ''),
  }
}

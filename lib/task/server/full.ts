import 'server-only'
import { isoOf } from '@/lib/api/assemble'
import type { EcsTask } from '@/lib/aws/ecs-tasks'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { maskCommand, shownUnlessSecret } from '@/lib/task-definition/redact'
import { environmentOf } from '@/lib/task-definition/server/containers'
import type { Task, TaskSummary } from '../contract'
import { effectiveDefinition, type Overrides, overrideWords } from '../effective'
import { networkOf } from './shape'

/** A task in full; `definition` null when it could not be read, and then nothing is said of what runs in effect. */
export function fullTask(
  summary: TaskSummary,
  task: EcsTask,
  definition: TaskDefinition | null,
  instanceId: string | null,
): Task {
  const overrides = overridesOf(task)
  return {
    ...summary,
    platformVersion: task.platformVersion ?? null,
    platformFamily: task.platformFamily ?? null,
    connectivity: task.connectivity ?? null,
    enableExecuteCommand: task.enableExecuteCommand ?? false,
    ephemeralStorageGib: task.ephemeralStorage?.sizeInGiB ?? null,
    network: networkOf(task, definition?.networkMode ?? null),
    instanceId,
    pullStartedAt: isoOf(task.pullStartedAt),
    pullStoppedAt: isoOf(task.pullStoppedAt),
    tags: plainTags(task.tags),
    overrides: overrideWords(overrides),
    effective: definition && effectiveDefinition(definition, overrides),
  }
}

/** Tags whose value looks secret go out by name only. */
export function plainTags(
  tags: { key?: string; value?: string }[] | undefined,
): { name: string; value: string }[] {
  return (tags ?? []).map(({ key = '', value = '' }) => {
    const shown = shownUnlessSecret(key, value)
    return { name: key, value: typeof shown === 'string' ? shown : '•••' }
  })
}

function overridesOf({ overrides }: EcsTask): Overrides {
  return {
    cpu: overrides?.cpu || null,
    memory: overrides?.memory || null,
    taskRoleArn: overrides?.taskRoleArn || null,
    executionRoleArn: overrides?.executionRoleArn || null,
    ephemeralStorageGib: overrides?.ephemeralStorage?.sizeInGiB ?? null,
    containers: (overrides?.containerOverrides ?? []).map((override) => ({
      name: override.name ?? '',
      command: override.command && override.command.length > 0 ? maskCommand(override.command) : null,
      cpu: override.cpu ?? null,
      memoryMib: override.memory ?? null,
      memoryReservationMib: override.memoryReservation ?? null,
      environment: environmentOf(override.environment, true),
      environmentFiles: (override.environmentFiles ?? []).map(({ value }) => value ?? ''),
    })),
  }
}

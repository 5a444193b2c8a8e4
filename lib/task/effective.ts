import type { ContainerDefinition, NamedValue, TaskDefinition } from '@/lib/task-definition/contract'

/** A task's overrides, redacted; null or empty where nothing is overridden. */
export type Overrides = {
  cpu: string | null
  memory: string | null
  taskRoleArn: string | null
  executionRoleArn: string | null
  ephemeralStorageGib: number | null
  containers: ContainerOverride[]
}

export type ContainerOverride = {
  name: string
  command: string[] | null
  cpu: number | null
  memoryMib: number | null
  memoryReservationMib: number | null
  environment: NamedValue[]
  environmentFiles: string[]
}

/** What really runs: the definition with the task's overrides laid over it. */
export function effectiveDefinition(definition: TaskDefinition, overrides: Overrides): TaskDefinition {
  return {
    ...definition,
    cpu: overrides.cpu ?? definition.cpu,
    memory: overrides.memory ?? definition.memory,
    taskRoleArn: overrides.taskRoleArn ?? definition.taskRoleArn,
    executionRoleArn: overrides.executionRoleArn ?? definition.executionRoleArn,
    ephemeralStorageGib: overrides.ephemeralStorageGib ?? definition.ephemeralStorageGib,
    containers: definition.containers.map((container) => {
      const override = overrides.containers.find(({ name }) => name === container.name)
      return override ? overlaid(container, override) : container
    }),
  }
}

function overlaid(container: ContainerDefinition, override: ContainerOverride): ContainerDefinition {
  const replaced = new Set(override.environment.map(({ name }) => name))
  return {
    ...container,
    command: override.command ?? container.command,
    cpu: override.cpu ?? container.cpu,
    memoryMib: override.memoryMib ?? container.memoryMib,
    memoryReservationMib: override.memoryReservationMib ?? container.memoryReservationMib,
    // An override adds variables or replaces them by name; files are added.
    environment: [
      ...container.environment.filter(({ name }) => !replaced.has(name)),
      ...override.environment,
    ],
    environmentFiles: [...container.environmentFiles, ...override.environmentFiles],
  }
}

/** What was changed, in words, without a value that may be secret: "app: command", "app: environment LOG_LEVEL". */
export function overrideWords(overrides: Overrides): string[] {
  const words: string[] = []
  if (overrides.cpu !== null) words.push(`task: cpu ${overrides.cpu}`)
  if (overrides.memory !== null) words.push(`task: memory ${overrides.memory}`)
  if (overrides.taskRoleArn !== null) words.push('task: task role')
  if (overrides.executionRoleArn !== null) words.push('task: execution role')
  if (overrides.ephemeralStorageGib !== null)
    words.push(`task: ephemeral storage ${overrides.ephemeralStorageGib} GiB`)
  for (const { name, ...override } of overrides.containers) {
    if (override.command !== null) words.push(`${name}: command`)
    if (override.cpu !== null) words.push(`${name}: cpu ${override.cpu}`)
    if (override.memoryMib !== null) words.push(`${name}: memory ${override.memoryMib} MiB`)
    if (override.memoryReservationMib !== null)
      words.push(`${name}: memory reservation ${override.memoryReservationMib} MiB`)
    for (const variable of override.environment) words.push(`${name}: environment ${variable.name}`)
    for (const file of override.environmentFiles) words.push(`${name}: environment file ${file}`)
  }
  return words
}

import type { ContainerOverride, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs'
import { portsOf, type DefinitionRecord } from '../state.ts'

/** What one task reserves: CPU units, MiB, and fixed host ports (`80/tcp`) when it shares its host's network. */
export type Needs = { cpu: number; memoryMib: number; ports: string[] }

const known = new WeakMap<DefinitionRecord, Needs>()

/** The reservation of a task definition, with a RunTask override on top. */
export function needsOf(record: DefinitionRecord, override?: TaskOverride): Needs {
  if (override && (override.cpu || override.memory || override.containerOverrides?.some(resizes))) {
    return measure(record.definition, override)
  }
  let needs = known.get(record)
  if (!needs) known.set(record, (needs = measure(record.definition)))
  return needs
}

const resizes = (override: ContainerOverride) =>
  override.cpu !== undefined || override.memory !== undefined || override.memoryReservation !== undefined

function measure(definition: TaskDefinition, override?: TaskOverride): Needs {
  let cpu = 0
  let memoryMib = 0
  const ports: string[] = []
  for (const container of definition.containerDefinitions ?? []) {
    const own = override?.containerOverrides?.find((each) => each.name === container.name)
    cpu += own?.cpu ?? container.cpu ?? 0
    // The scheduler subtracts the soft limit when there is one.
    memoryMib += own?.memoryReservation ?? own?.memory ?? container.memoryReservation ?? container.memory ?? 0
    for (const port of portsOf(container)) {
      const fixed = definition.networkMode === 'host' ? port.containerPort : port.hostPort
      if (definition.networkMode !== 'awsvpc' && fixed) ports.push(`${fixed}/${port.protocol ?? 'tcp'}`)
    }
  }
  return {
    cpu: Number(override?.cpu ?? definition.cpu ?? cpu),
    memoryMib: Number(override?.memory ?? definition.memory ?? memoryMib),
    ports,
  }
}

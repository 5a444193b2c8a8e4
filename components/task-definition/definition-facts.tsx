import type { Place } from '@/components/shell/places'
import { Chip } from '@/components/ui/chip'
import { Facts, type Fact } from '@/components/ui/facts'
import { OptionalId } from '@/components/ui/optional-id'
import { Time } from '@/components/ui/time'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { RevisionLink } from './revision-link'

type DefinitionFactsProps = {
  place: Place
  definition: TaskDefinition
  /** What a task's overrides changed, in words: "task: cpu 512". */
  overrides?: readonly string[]
}

/** The settings of the whole task. */
export function DefinitionFacts({ place, definition, overrides = [] }: DefinitionFactsProps) {
  const changed = (word: string) => overrides.some((override) => override.startsWith(`task: ${word}`))
  const fact = (name: string, value: Fact['value'], word = ''): Fact => ({
    name,
    value:
      word !== '' && changed(word) ? (
        <span className="inline-flex flex-wrap items-center gap-2">
          {value} <Chip tone="warn">overridden</Chip>
        </span>
      ) : (
        value
      ),
  })
  return (
    <Facts
      facts={[
        fact('Revision', <RevisionLink place={place} revision={definition} />),
        fact('Status', definition.status),
        fact('Task CPU', cpuWords(definition.cpu), 'cpu'),
        fact('Task memory', definition.memory === null ? null : `${definition.memory} MiB`, 'memory'),
        fact('Network mode', definition.networkMode),
        fact('Compatibilities', definition.requiresCompatibilities.join(', ')),
        fact(
          'Task role',
          <OptionalId key="task role ARN" text={definition.taskRoleArn} what="task role ARN" />,
          'task role',
        ),
        fact(
          'Execution role',
          <OptionalId
            key="execution role ARN"
            text={definition.executionRoleArn}
            what="execution role ARN"
          />,
          'execution role',
        ),
        fact(
          'Platform',
          [definition.operatingSystemFamily, definition.cpuArchitecture].filter(Boolean).join(' '),
        ),
        fact(
          'Ephemeral storage',
          definition.ephemeralStorageGib === null ? null : `${definition.ephemeralStorageGib} GiB`,
          'ephemeral storage',
        ),
        fact('PID mode', definition.pidMode),
        fact('IPC mode', definition.ipcMode),
        fact('Placement constraints', definition.placementConstraints.join(', ')),
        fact('Registered', definition.registeredAt === null ? null : <Time at={definition.registeredAt} />),
        fact(
          'Registered by',
          <OptionalId key="registrant ARN" text={definition.registeredBy} what="registrant ARN" />,
        ),
        ...(definition.deregisteredAt === null
          ? []
          : [fact('Deregistered', <Time key="deregistered" at={definition.deregisteredAt} />)]),
      ]}
    />
  )
}

/** ECS counts 1024 units a vCPU. */
function cpuWords(cpu: string | null): string | null {
  if (cpu === null) return null
  const units = Number(cpu)
  return Number.isFinite(units) ? `${cpu} units (${units / 1024} vCPU)` : cpu
}

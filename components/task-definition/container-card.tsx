import type { ReactNode } from 'react'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import type { ContainerDefinition, PortMapping, SecretRef } from '@/lib/task-definition/contract'
import { NamedValues } from './named-values'

type ContainerCardProps = {
  container: ContainerDefinition
  /** What a task's overrides changed, in words: "app: command". */
  overrides?: readonly string[]
}

/** One container of a definition, whole; values that may be secret are not in the page. */
export function ContainerCard({ container, overrides = [] }: ContainerCardProps) {
  const { name, logDriver, logOptions, logSecrets, healthCheck, restartPolicy } = container
  const changed = (word: string) => overrides.some((override) => override.startsWith(`${name}: ${word}`))
  const mark = (word: string, value: ReactNode) =>
    changed(word) && value !== null && value !== '' ? (
      <span className="inline-flex flex-wrap items-center gap-2">
        {value} <Chip tone="warn">overridden</Chip>
      </span>
    ) : (
      value
    )
  return (
    <article aria-label={`Container ${name}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3">
        <h3 className="min-w-0 font-semibold [overflow-wrap:anywhere]">{name}</h3>
        <Chip>{container.essential ? 'essential' : 'not essential'}</Chip>
        {container.privileged && <Chip tone="warn">privileged</Chip>}
        {container.readonlyRootFilesystem && <Chip>read-only root</Chip>}
        <span className="font-mono text-sm [overflow-wrap:anywhere]">{container.image}</span>
      </div>
      <Facts
        facts={[
          { name: 'CPU', value: mark('cpu', unit(container.cpu, 'units')) },
          { name: 'Memory limit', value: mark('memory ', unit(container.memoryMib, 'MiB')) },
          {
            name: 'Memory reservation',
            value: mark('memory reservation', unit(container.memoryReservationMib, 'MiB')),
          },
          { name: 'Ports', value: container.portMappings.map(portWords).join(', ') },
          { name: 'Command', value: mark('command', code(container.command)) },
          {
            name: 'Health check',
            value:
              healthCheck === null ? (
                'none'
              ) : (
                <>
                  {code(healthCheck.command)}
                  <span className="block text-sm text-muted">
                    every {healthCheck.intervalSeconds} s, within {healthCheck.timeoutSeconds} s,{' '}
                    {healthCheck.retries} retries, after {healthCheck.startPeriodSeconds} s
                  </span>
                </>
              ),
          },
          ...[
            { name: 'Entry point', value: code(container.entryPoint) },
            { name: 'Working directory', value: container.workingDirectory },
            { name: 'User', value: container.user },
            {
              name: 'Depends on',
              value: container.dependsOn
                .map(({ containerName, condition }) => `${containerName} ${condition}`)
                .join(', '),
            },
            {
              name: 'Mounts',
              value: container.mountPoints
                .map(
                  ({ sourceVolume, containerPath, readOnly }) =>
                    `${sourceVolume} at ${containerPath}${readOnly ? ' (read-only)' : ''}`,
                )
                .join(', '),
            },
            {
              name: 'Ulimits',
              value: container.ulimits
                .map((limit) => `${limit.name} ${limit.softLimit}–${limit.hardLimit}`)
                .join(', '),
            },
            { name: 'Stop timeout', value: unit(container.stopTimeoutSeconds, 's') },
            {
              name: 'Restart policy',
              value: restartPolicy === null ? null : restartPolicy.enabled ? 'restarts when it exits' : 'off',
            },
          ].filter(({ value }) => value !== null && value !== ''),
        ]}
      />
      <div className="grid gap-x-8 gap-y-4 px-4 pb-4 md:grid-cols-2 xl:grid-cols-3">
        <Group title="Environment" count={container.environment.length}>
          <NamedValues label={`Environment of ${name}`} values={container.environment} />
        </Group>
        <Group title="Environment files" count={container.environmentFiles.length}>
          <ul className="grid gap-y-1">
            {container.environmentFiles.map((file) => (
              <li key={file} className="font-mono text-sm [overflow-wrap:anywhere]">
                {file} {changed(`environment file ${file}`) && <Chip tone="warn">overridden</Chip>}
              </li>
            ))}
          </ul>
        </Group>
        <Group title="Secrets" count={container.secrets.length}>
          <Secrets secrets={container.secrets} />
        </Group>
        <Group title={`Logs${logDriver === null ? '' : `: ${logDriver}`}`} count={logDriver === null ? 0 : 1}>
          <NamedValues label={`Log options of ${name}`} values={logOptions} />
          <Secrets secrets={logSecrets} />
        </Group>
        <Group title="Docker labels" count={container.dockerLabels.length}>
          <NamedValues label={`Labels of ${name}`} values={container.dockerLabels} />
        </Group>
      </div>
    </article>
  )
}

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <section className="min-w-0">
      <h4 className="mb-1 text-sm text-muted">{title}</h4>
      {children}
    </section>
  )
}

/** References only: where each secret is kept. */
function Secrets({ secrets }: { secrets: readonly SecretRef[] }) {
  return (
    <ul className="grid gap-y-1">
      {secrets.map(({ name, valueFrom }) => (
        <li key={name} className="font-mono text-sm [overflow-wrap:anywhere]">
          {name} <span className="text-muted">from {valueFrom}</span>
        </li>
      ))}
    </ul>
  )
}

function portWords({ containerPort, hostPort, protocol, name, appProtocol }: PortMapping): string {
  const ports =
    hostPort === null || hostPort === containerPort ? `${containerPort}` : `${hostPort} → ${containerPort}`
  const about = [name, appProtocol].filter(Boolean).join(', ')
  return `${ports}/${protocol}${about === '' ? '' : ` (${about})`}`
}

function unit(value: number | null, word: string): string | null {
  return value === null ? null : `${value} ${word}`
}

function code(words: readonly string[]) {
  return words.length === 0 ? null : <code className="font-mono text-sm">{words.join(' ')}</code>
}

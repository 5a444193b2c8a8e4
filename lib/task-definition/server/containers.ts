import 'server-only'
import type { EcsTaskDefinition } from '@/lib/aws/ecs-task-definitions'
import type { ContainerDefinition, NamedValue } from '../contract'
import { maskCommand, maskText, redacted, shownUnlessSecret } from '../redact'

type Ecs = NonNullable<EcsTaskDefinition['containerDefinitions']>[number]

/** A container definition with each value that may be a secret redacted. Absent members become null or empty. */
export function containerOf(container: Ecs): ContainerDefinition {
  const log = container.logConfiguration
  const restart = container.restartPolicy
  return {
    name: container.name ?? '',
    image: maskText(container.image ?? ''),
    essential: container.essential ?? true,
    cpu: container.cpu ?? null,
    memoryMib: container.memory ?? null,
    memoryReservationMib: container.memoryReservation ?? null,
    command: maskCommand(container.command ?? []),
    entryPoint: maskCommand(container.entryPoint ?? []),
    workingDirectory: container.workingDirectory ?? null,
    environment: environmentOf(container.environment),
    environmentFiles: (container.environmentFiles ?? []).map(({ value }) => value ?? ''),
    secrets: secretsOf(container.secrets),
    portMappings: (container.portMappings ?? []).map((mapping) => ({
      name: mapping.name ?? null,
      containerPort: mapping.containerPort ?? null,
      hostPort: mapping.hostPort ?? null,
      protocol: mapping.protocol ?? 'tcp',
      appProtocol: mapping.appProtocol ?? null,
    })),
    healthCheck: healthCheckOf(container),
    dependsOn: (container.dependsOn ?? []).map((dependency) => ({
      containerName: dependency.containerName ?? '',
      condition: dependency.condition ?? '',
    })),
    logDriver: log?.logDriver ?? null,
    logOptions: namedValues(log?.options),
    logSecrets: secretsOf(log?.secretOptions),
    dockerLabels: namedValues(container.dockerLabels),
    mountPoints: (container.mountPoints ?? []).map((mount) => ({
      sourceVolume: mount.sourceVolume ?? '',
      containerPath: mount.containerPath ?? '',
      readOnly: mount.readOnly ?? false,
    })),
    user: container.user ?? null,
    privileged: container.privileged ?? false,
    readonlyRootFilesystem: container.readonlyRootFilesystem ?? false,
    ulimits: (container.ulimits ?? []).map((limit) => ({
      name: limit.name ?? '',
      softLimit: limit.softLimit ?? 0,
      hardLimit: limit.hardLimit ?? 0,
    })),
    stopTimeoutSeconds: container.stopTimeout ?? null,
    restartPolicy: restart
      ? {
          enabled: restart.enabled ?? false,
          restartAttemptPeriodSeconds: restart.restartAttemptPeriod ?? null,
        }
      : null,
  }
}

/** Every value is redacted: nothing says of an environment variable that it is no secret. */
export function environmentOf(environment: Ecs['environment'], overridden = false): NamedValue[] {
  return (environment ?? []).map(({ name, value }) => ({
    name: name ?? '',
    value: redacted(value ?? ''),
    ...(overridden ? { overridden } : {}),
  }))
}

// Defaults of a health check: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
function healthCheckOf({ healthCheck }: Ecs): ContainerDefinition['healthCheck'] {
  if (!healthCheck?.command || healthCheck.command[0] === 'NONE') return null
  return {
    command: maskCommand(healthCheck.command),
    intervalSeconds: healthCheck.interval ?? 30,
    timeoutSeconds: healthCheck.timeout ?? 5,
    retries: healthCheck.retries ?? 3,
    startPeriodSeconds: healthCheck.startPeriod ?? 0,
  }
}

function secretsOf(secrets: Ecs['secrets']) {
  return (secrets ?? []).map(({ name, valueFrom }) => ({ name: name ?? '', valueFrom: valueFrom ?? '' }))
}

function namedValues(values: Record<string, string> | undefined): NamedValue[] {
  return Object.entries(values ?? {}).map(([name, value]) => ({
    name,
    value: shownUnlessSecret(name, value),
  }))
}

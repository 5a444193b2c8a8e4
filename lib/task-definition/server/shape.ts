import 'server-only'
import { isoOf } from '@/lib/api/assemble'
import type { EcsTaskDefinition } from '@/lib/aws/ecs-task-definitions'
import type { NamedValue, TaskDefinition, Volume } from '../contract'
import { shownUnlessSecret } from '../redact'
import { refOf } from '../ref'
import { containerOf } from './containers'

type Tag = { key?: string; value?: string }
type EcsVolume = NonNullable<EcsTaskDefinition['volumes']>[number]

/** One revision in the contract's shape, redacted. `arn` is what it was asked for by. */
export function taskDefinitionShape(arn: string, given: EcsTaskDefinition, tags: Tag[]): TaskDefinition {
  const ref = refOf(given.taskDefinitionArn) ?? refOf(arn)
  return {
    arn: given.taskDefinitionArn ?? arn,
    family: given.family ?? ref?.family ?? '',
    revision: given.revision ?? ref?.revision ?? 0,
    status: given.status ?? '',
    networkMode: given.networkMode ?? null,
    cpu: textOf(given.cpu),
    memory: textOf(given.memory),
    taskRoleArn: given.taskRoleArn ?? null,
    executionRoleArn: given.executionRoleArn ?? null,
    requiresCompatibilities: given.requiresCompatibilities ?? [],
    operatingSystemFamily: given.runtimePlatform?.operatingSystemFamily ?? null,
    cpuArchitecture: given.runtimePlatform?.cpuArchitecture ?? null,
    ephemeralStorageGib: given.ephemeralStorage?.sizeInGiB ?? null,
    pidMode: given.pidMode ?? null,
    ipcMode: given.ipcMode ?? null,
    containers: (given.containerDefinitions ?? []).map(containerOf),
    volumes: (given.volumes ?? []).map(volumeOf),
    placementConstraints: (given.placementConstraints ?? []).map((constraint) =>
      [constraint.type, constraint.expression].filter(Boolean).join(' '),
    ),
    registeredAt: isoOf(given.registeredAt),
    registeredBy: given.registeredBy ?? null,
    deregisteredAt: isoOf(given.deregisteredAt),
    tags: tagsOf(tags),
  }
}

/** Tags that look secret are redacted like labels. */
export function tagsOf(tags: Tag[] | undefined): NamedValue[] {
  return (tags ?? []).map(({ key, value }) => ({
    name: key ?? '',
    value: shownUnlessSecret(key ?? '', value ?? ''),
  }))
}

/** Driver options are left out: they can hold passwords of file servers. */
function volumeOf(volume: EcsVolume): Volume {
  const name = volume.name ?? ''
  if (volume.efsVolumeConfiguration)
    return { name, kind: 'efs', detail: volume.efsVolumeConfiguration.fileSystemId ?? '' }
  if (volume.fsxWindowsFileServerVolumeConfiguration)
    return { name, kind: 'fsx', detail: volume.fsxWindowsFileServerVolumeConfiguration.fileSystemId ?? '' }
  if (volume.dockerVolumeConfiguration)
    return { name, kind: 'docker', detail: volume.dockerVolumeConfiguration.driver ?? 'local' }
  if (volume.configuredAtLaunch)
    return { name, kind: 'ebs at launch', detail: 'attached by the service or RunTask' }
  if (volume.host?.sourcePath) return { name, kind: 'host', detail: volume.host.sourcePath }
  return { name, kind: 'bind', detail: '' }
}

/** AWS gives strings; some emulators give numbers. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

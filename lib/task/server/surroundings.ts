import 'server-only'
import { nameOf } from '@/lib/api/arn'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import { now } from '@/lib/aws/connection'
import { describeContainerInstances, type EcsContainerInstance } from '@/lib/aws/ecs-instances'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { TargetHealth } from '@/lib/load-balancer/contract'
import { targetsOfMany, targetsReadAt } from '@/lib/load-balancer/server'
import { targetGroupsFor } from './checks'
import type { ListedTask } from './cluster-tasks'
import { definitionsFor, type KnownDefinitions } from './definitions'
import { shapeOfTask } from './shape'

/** The services of a cluster by name, as far as they were asked for. */
export type ServiceReads = ReadonlyMap<string, Read<EcsService | null>>

/** Everything beside the tasks themselves that their verdicts hang on. */
export type Surroundings = {
  services: ServiceReads
  /** By target group ARN. */
  targets: ReadonlyMap<string, Read<TargetHealth[]>>
  /** EC2 instance ids by container instance id. */
  instances: ReadonlyMap<string, Read<string | null>>
  definitions: KnownDefinitions
}

/** Reads what stands around some tasks of a cluster, each thing once. */
export async function surroundingsOf(
  scope: Scope,
  cluster: string,
  tasks: readonly ListedTask[],
  services: ServiceReads,
  options: ReadOptions,
): Promise<Surroundings> {
  const at = now(scope)
  const shapes = tasks.flatMap(({ read }) => (read.ok ? [shapeOfTask(cluster, read.value, null)] : []))
  const groups = new Set<string>()
  const moved = new Map<string, number>()
  const instanceIds = new Set<string>()
  for (const shape of shapes) {
    const service = shape.serviceName === null ? undefined : services.get(shape.serviceName)
    if (!service?.ok || service.value === null || shape.lastStatus !== 'RUNNING') continue
    const own = targetGroupsFor(service.value, shape)
    for (const arn of own) {
      groups.add(arn)
      const happened = Math.max(Date.parse(shape.startedAt ?? ''), newestEvent(service.value))
      if (happened > (moved.get(arn) ?? 0)) moved.set(arn, happened)
    }
    if (own.length > 0 && shape.privateIp === null && shape.containerInstanceArn !== null)
      instanceIds.add(nameOf(shape.containerInstanceArn))
  }
  const [targets, instances, definitions] = await Promise.all([
    targetsOfMany(scope, cluster, [...groups], { ...options, soon: outdated(scope, moved) }),
    instanceReads(scope, cluster, instanceIds, options),
    definitionsFor(scope, shapes, options, at),
  ])
  return { services, targets, instances, definitions }
}

/** Groups whose health was read before the last thing that happened to their service: it may be another by now. */
function outdated(scope: Scope, moved: ReadonlyMap<string, number>): Set<string> {
  const readAt = targetsReadAt(scope, [...moved.keys()])
  return new Set([...moved].flatMap(([arn, at]) => (at > (readAt.get(arn) ?? Infinity) ? [arn] : [])))
}

/** A service event tells of a task that came, went or failed a check. */
function newestEvent({ events }: EcsService): number {
  return events?.[0]?.createdAt?.getTime() ?? 0
}

async function instanceReads(
  scope: Scope,
  cluster: string,
  instanceIds: ReadonlySet<string>,
  options: ReadOptions,
): Promise<Map<string, Read<string | null>>> {
  if (instanceIds.size === 0) return new Map()
  const reads = await describeContainerInstances(scope, cluster, [...instanceIds], options)
  return new Map([...reads].map(([id, read]) => [id, idOf(read)]))
}

/** Made once for what was read once. */
const ids = new WeakMap<Read<EcsContainerInstance | null>, Read<string | null>>()

function idOf(read: Read<EcsContainerInstance | null>): Read<string | null> {
  if (!read.ok) return read
  const known = ids.get(read) ?? { ...read, value: read.value?.ec2InstanceId ?? null }
  ids.set(read, known)
  return known
}

import 'server-only'
import type { ListAnswer } from '@/lib/api/answer'
import { asOfOf, isoOf, listAnswerOf, merge, partOf } from '@/lib/api/assemble'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import {
  describeContainerInstance,
  type EcsContainerInstance,
  listContainerInstanceArns,
} from '@/lib/aws/ecs-instances'
import { nameOf } from '@/lib/api/arn'
import type { ContainerInstance } from './contract'

/** The container instances of a cluster, by EC2 id; one that is gone between list and description is left out. */
export async function instancesOf({
  scope,
  params,
}: {
  scope: Scope
  params: { cluster: string }
}): Promise<ListAnswer<ContainerInstance>> {
  const list = await listContainerInstanceArns(scope, params.cluster)
  const { value, asOf } = must(list)
  const reads = await Promise.all(
    value.map(async (arn) => ({
      arn,
      read: await describeContainerInstance(scope, params.cluster, nameOf(arn)),
    })),
  )
  const items = reads.flatMap(({ arn, read }) => {
    if (!read.ok) return [instanceShape(arn, {})]
    return read.value === null ? [] : [instanceShape(arn, read.value)]
  })
  const described = merge(
    reads.map(({ read }) => read),
    () => null,
    now(scope),
  )
  return listAnswerOf(
    items.sort((a, b) => (a.ec2InstanceId ?? a.id).localeCompare(b.ec2InstanceId ?? b.id)),
    {
      now: now(scope),
      asOf: [asOf, ...reads.map(({ read }) => asOfOf(read))],
      complete: described.ok && list.error === undefined,
      parts: { instances: partOf(list, described) },
    },
  )
}

/** CPU units or MiB of a list of resources. */
function resource(of: EcsContainerInstance['registeredResources'], name: string): number | null {
  return of?.find((each) => each.name === name)?.integerValue ?? null
}

/** A container instance; every fact that AWS does not give is null. */
function instanceShape(arn: string, instance: EcsContainerInstance): ContainerInstance {
  const attribute = (name: string) => instance.attributes?.find((each) => each.name === name)?.value ?? null
  return {
    arn,
    id: nameOf(arn),
    ec2InstanceId: instance.ec2InstanceId ?? null,
    instanceType: attribute('ecs.instance-type'),
    availabilityZone: attribute('ecs.availability-zone'),
    status: instance.status ?? '',
    statusReason: instance.statusReason ?? null,
    agentConnected: instance.agentConnected ?? null,
    agentVersion: instance.versionInfo?.agentVersion ?? null,
    dockerVersion: instance.versionInfo?.dockerVersion ?? null,
    runningTasksCount: instance.runningTasksCount ?? null,
    pendingTasksCount: instance.pendingTasksCount ?? null,
    registeredCpu: resource(instance.registeredResources, 'CPU'),
    remainingCpu: resource(instance.remainingResources, 'CPU'),
    registeredMemoryMib: resource(instance.registeredResources, 'MEMORY'),
    remainingMemoryMib: resource(instance.remainingResources, 'MEMORY'),
    healthStatus: instance.healthStatus?.overallStatus ?? null,
    capacityProviderName: instance.capacityProviderName ?? null,
    registeredAt: isoOf(instance.registeredAt),
  }
}

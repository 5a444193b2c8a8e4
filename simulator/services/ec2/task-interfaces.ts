import type { NetworkInterface } from '@aws-sdk/client-ec2'
import type { World } from '../../world.ts'
import { ecsState, type TaskRecord } from '../ecs/state.ts'
import { ec2 } from './state.ts'

/**
 * The network interfaces that ECS attached to the `awsvpc` tasks that live now, by id: what links a task to its subnet
 * and security groups in EC2's own words. All of them, or those of the ids that are asked for.
 */
export function taskInterfaces(world: World, ids: string[] = []): Map<string, NetworkInterface> {
  const wanted = ids.length > 0 ? new Set(ids) : undefined
  const found = new Map<string, NetworkInterface>()
  for (const cluster of ecsState(world).clusters.values()) {
    for (const record of cluster.tasks.values()) {
      if (record.task.lastStatus === 'STOPPED') continue
      if (wanted && !wanted.has(detailOf(record, 'networkInterfaceId') ?? '')) continue
      const eni = interfaceOf(world, record)
      if (eni?.NetworkInterfaceId) found.set(eni.NetworkInterfaceId, eni)
    }
  }
  return found
}

const attachmentOf = ({ task }: TaskRecord) =>
  task.attachments?.find((one) => one.type === 'ElasticNetworkInterface')

const detailOf = (record: TaskRecord, name: string) =>
  attachmentOf(record)?.details?.find((one) => one.name === name)?.value

function interfaceOf(world: World, record: TaskRecord): NetworkInterface | undefined {
  const { task, deployment } = record
  const attachment = attachmentOf(record)
  const detail = (name: string) => detailOf(record, name)
  const NetworkInterfaceId = detail('networkInterfaceId')
  const address = detail('privateIPv4Address')
  const SubnetId = detail('subnetId')
  if (!attachment || !NetworkInterfaceId || !address || !SubnetId) return undefined
  const { subnets, securityGroups } = world.slice(ec2)
  // Of standalone tasks ECS does not keep which groups were asked for.
  const groups = deployment?.config.networkConfiguration?.awsvpcConfiguration?.securityGroups ?? []
  return {
    NetworkInterfaceId,
    InterfaceType: 'interface',
    Description: `arn:aws:ecs:${world.region}:${world.account}:attachment/${attachment.id}`,
    OwnerId: world.account,
    RequesterManaged: true,
    Status: 'in-use',
    SubnetId,
    VpcId: subnets.get(SubnetId)?.VpcId,
    AvailabilityZone: task.availabilityZone,
    MacAddress: detail('macAddress'),
    PrivateDnsName: detail('privateDnsName'),
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    SourceDestCheck: true,
    Groups: groups.map((GroupId) => ({ GroupId, GroupName: securityGroups.get(GroupId)?.GroupName })),
    TagSet: [],
  }
}

import type { NetworkInterface } from '@aws-sdk/client-ec2'
import type { World } from '../../world.ts'
import { ecsState, type TaskRecord } from '../ecs/state.ts'
import { ec2 } from './state.ts'

/**
 * The network interfaces that ECS attached to the `awsvpc` tasks that live now, by id: what links a task to its subnet
 * and security groups in EC2's own words.
 */
export function taskInterfaces(world: World): Map<string, NetworkInterface> {
  const found = new Map<string, NetworkInterface>()
  for (const cluster of ecsState(world).clusters.values()) {
    for (const record of cluster.tasks.values()) {
      if (record.task.lastStatus === 'STOPPED') continue
      const eni = interfaceOf(world, record)
      if (eni?.NetworkInterfaceId) found.set(eni.NetworkInterfaceId, eni)
    }
  }
  return found
}

function interfaceOf(world: World, { task, deployment }: TaskRecord): NetworkInterface | undefined {
  const attachment = task.attachments?.find((one) => one.type === 'ElasticNetworkInterface')
  const detail = (name: string) => attachment?.details?.find((one) => one.name === name)?.value
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

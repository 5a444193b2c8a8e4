import type { Instance, NetworkInterface } from '@aws-sdk/client-ec2'
import type { World } from '../../world.ts'
import { takeAddress } from '../ecs/task/network.ts'
import { ec2, ec2Id, ec2Tags } from './state.ts'

export type NewInstance = {
  name: string
  type: string
  subnetId: string
  securityGroupIds: string[]
  /** Name of the instance profile, e.g. `ecsInstanceRole`. */
  profile: string
  launchedAt: number
  tags?: Record<string, string>
}

/** Launches one instance, running since `launchedAt`, with its primary network interface. Returns its id. */
export function addInstance(world: World, asked: NewInstance): string {
  const state = world.slice(ec2)
  const subnet = state.subnets.get(asked.subnetId)
  if (!subnet) throw new Error(`no subnet ${asked.subnetId} in this world`)
  const InstanceId = ec2Id(world, 'i', asked.name)
  const address = takeAddress(world, asked.subnetId)
  const launched = new Date(asked.launchedAt)
  const groups = asked.securityGroupIds.map((GroupId) => ({
    GroupId,
    GroupName: state.securityGroups.get(GroupId)?.GroupName,
  }))
  const eni: NetworkInterface = {
    NetworkInterfaceId: ec2Id(world, 'eni', asked.name),
    InterfaceType: 'interface',
    Description: '',
    OwnerId: world.account,
    Status: 'in-use',
    SubnetId: asked.subnetId,
    VpcId: subnet.VpcId,
    AvailabilityZone: subnet.AvailabilityZone,
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    PrivateDnsName: dnsName(world, address),
    RequesterManaged: false,
    SourceDestCheck: true,
    Groups: groups,
    Attachment: {
      AttachmentId: ec2Id(world, 'eni-attach', asked.name),
      AttachTime: launched,
      DeleteOnTermination: true,
      DeviceIndex: 0,
      InstanceId,
      InstanceOwnerId: world.account,
      Status: 'attached',
    },
    TagSet: [],
  }
  const instance: Instance = {
    InstanceId,
    ImageId: ec2Id(world, 'ami', 'amazon-ecs-optimized'),
    InstanceType: asked.type as Instance['InstanceType'],
    State: { Code: 16, Name: 'running' },
    LaunchTime: launched,
    Placement: { AvailabilityZone: subnet.AvailabilityZone, Tenancy: 'default' },
    PrivateIpAddress: address,
    PrivateDnsName: dnsName(world, address),
    SubnetId: asked.subnetId,
    VpcId: subnet.VpcId,
    SecurityGroups: groups,
    Architecture: asked.type.includes('g.') ? 'arm64' : 'x86_64',
    EbsOptimized: true,
    Hypervisor: 'xen',
    VirtualizationType: 'hvm',
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    IamInstanceProfile: { Arn: `arn:aws:iam::${world.account}:instance-profile/${asked.profile}` },
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', State: 'applied' },
    Monitoring: { State: 'disabled' },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: eni.NetworkInterfaceId,
        PrivateIpAddress: address,
        SubnetId: asked.subnetId,
        VpcId: subnet.VpcId,
        Status: 'in-use',
        Groups: groups,
      },
    ],
    Tags: ec2Tags({ Name: asked.name, ...asked.tags }),
  }
  state.instances.set(InstanceId, instance)
  state.networkInterfaces.set(eni.NetworkInterfaceId ?? '', eni)
  return InstanceId
}

function dnsName(world: World, address: string): string {
  return `ip-${address.replaceAll('.', '-')}.${world.region}.compute.internal`
}

import type { IpPermission, SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2'
import type { World } from '../../world.ts'
import { teachSubnet } from '../ecs/task/network.ts'
import { zoneId } from './regions.ts'
import { ec2, ec2Id, ec2Tags } from './state.ts'

/** Makes a VPC with its main route table and its `default` security group, as CreateVpc does. */
export function addVpc(world: World, name: string, cidr: string, isDefault = false): string {
  const VpcId = ec2Id(world, 'vpc', name)
  const vpc: Vpc = {
    VpcId,
    CidrBlock: cidr,
    CidrBlockAssociationSet: [
      {
        AssociationId: ec2Id(world, 'vpc-cidr-assoc', name),
        CidrBlock: cidr,
        CidrBlockState: { State: 'associated' },
      },
    ],
    DhcpOptionsId: ec2Id(world, 'dopt', 'default'),
    InstanceTenancy: 'default',
    IsDefault: isDefault,
    OwnerId: world.account,
    State: 'available',
    Tags: ec2Tags({ Name: name }),
  }
  const state = world.slice(ec2)
  state.vpcs.set(VpcId, vpc)
  const RouteTableId = ec2Id(world, 'rtb', name)
  state.routeTables.set(RouteTableId, {
    RouteTableId,
    VpcId,
    OwnerId: world.account,
    Associations: [{ Main: true, RouteTableId, RouteTableAssociationId: ec2Id(world, 'rtbassoc', name) }],
    Routes: [
      { DestinationCidrBlock: cidr, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
      {
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: ec2Id(world, 'igw', name),
        Origin: 'CreateRoute',
        State: 'active',
      },
    ],
    Tags: ec2Tags({ Name: name }),
  })
  addSecurityGroup(world, VpcId, { name: 'default', description: 'default VPC security group' })
  return VpcId
}

/** Makes a subnet in the zone with this letter (`a`, `b`, `c`). */
export function addSubnet(
  world: World,
  vpcId: string,
  subnet: { name: string; zone: string; cidr: string; public?: boolean },
): string {
  const SubnetId = ec2Id(world, 'subnet', vpcId + subnet.name)
  const zone = world.region + subnet.zone
  const prefix = Number(subnet.cidr.split('/')[1])
  const made: Subnet = {
    SubnetId,
    SubnetArn: `arn:aws:ec2:${world.region}:${world.account}:subnet/${SubnetId}`,
    VpcId: vpcId,
    OwnerId: world.account,
    CidrBlock: subnet.cidr,
    AvailabilityZone: zone,
    AvailabilityZoneId: zoneId(world.region, subnet.zone),
    // AWS keeps five addresses of each subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    AvailableIpAddressCount: 2 ** (32 - prefix) - 5,
    State: 'available',
    DefaultForAz: false,
    MapPublicIpOnLaunch: subnet.public ?? false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Tags: ec2Tags({ Name: subnet.name }),
  }
  world.slice(ec2).subnets.set(SubnetId, made)
  teachSubnet(world, { subnetId: SubnetId, availabilityZone: zone, cidrBlock: subnet.cidr })
  return SubnetId
}

/** Makes a security group that lets everything out and lets in what `allow` says: ports from a CIDR or a group. */
export function addSecurityGroup(
  world: World,
  vpcId: string,
  group: {
    name: string
    description: string
    allow?: { port: number; from: string }[]
  },
): string {
  const GroupId = ec2Id(world, 'sg', vpcId + group.name)
  const made: SecurityGroup = {
    GroupId,
    SecurityGroupArn: `arn:aws:ec2:${world.region}:${world.account}:security-group/${GroupId}`,
    GroupName: group.name,
    Description: group.description,
    VpcId: vpcId,
    OwnerId: world.account,
    IpPermissions: (group.allow ?? []).map(({ port, from }) => ingress(world, port, from)),
    IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    Tags: ec2Tags({ Name: group.name }),
  }
  world.slice(ec2).securityGroups.set(GroupId, made)
  return GroupId
}

function ingress(world: World, port: number, from: string): IpPermission {
  const source = from.startsWith('sg-')
    ? { UserIdGroupPairs: [{ GroupId: from, UserId: world.account }] }
    : { IpRanges: [{ CidrIp: from }] }
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source }
}

/** A subnet by id, with its zone and VPC; `undefined` when the world has none of that id. */
export function subnetOf(world: World, id: string): Subnet | undefined {
  return world.slice(ec2).subnets.get(id)
}

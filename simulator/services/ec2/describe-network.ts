import type {
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
} from '@aws-sdk/client-ec2'
import { AwsError, type Call } from '../../wire/service.ts'
import { type Kind, select } from './select.ts'
import { ec2 } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const vpcKind: Kind<Vpc> = {
  idOf: (vpc) => vpc.VpcId ?? '',
  notFound: (id) => new AwsError('InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`),
  filters: {
    'vpc-id': (vpc) => [vpc.VpcId],
    cidr: (vpc) => [vpc.CidrBlock],
    state: (vpc) => [vpc.State],
    'is-default': (vpc) => [String(vpc.IsDefault)],
    'owner-id': (vpc) => [vpc.OwnerId],
  },
  tagsOf: (vpc) => vpc.Tags,
}

export function describeVpcs(input: DescribeVpcsCommandInput, call: Call): Answer<DescribeVpcsCommandOutput> {
  const { items, nextToken } = select(vpcKind, call.world.slice(ec2).vpcs, {
    ids: input.VpcIds,
    filters: input.Filters,
    limit: input.MaxResults,
    token: input.NextToken,
  })
  return { Vpcs: items, NextToken: nextToken }
}

const subnetKind: Kind<Subnet> = {
  idOf: (subnet) => subnet.SubnetId ?? '',
  notFound: (id) => new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`),
  filters: {
    'subnet-id': (subnet) => [subnet.SubnetId],
    'vpc-id': (subnet) => [subnet.VpcId],
    'availability-zone': (subnet) => [subnet.AvailabilityZone],
    'availability-zone-id': (subnet) => [subnet.AvailabilityZoneId],
    'cidr-block': (subnet) => [subnet.CidrBlock],
    state: (subnet) => [subnet.State],
    'default-for-az': (subnet) => [String(subnet.DefaultForAz)],
    'map-public-ip-on-launch': (subnet) => [String(subnet.MapPublicIpOnLaunch)],
  },
  tagsOf: (subnet) => subnet.Tags,
}

export function describeSubnets(
  input: DescribeSubnetsCommandInput,
  call: Call,
): Answer<DescribeSubnetsCommandOutput> {
  const { items, nextToken } = select(subnetKind, call.world.slice(ec2).subnets, {
    ids: input.SubnetIds,
    filters: input.Filters,
    limit: input.MaxResults,
    token: input.NextToken,
  })
  return { Subnets: items, NextToken: nextToken }
}

const groupKind: Kind<SecurityGroup> = {
  idOf: (group) => group.GroupId ?? '',
  notFound: (id) => new AwsError('InvalidGroup.NotFound', `The security group '${id}' does not exist`),
  filters: {
    'group-id': (group) => [group.GroupId],
    'group-name': (group) => [group.GroupName],
    'vpc-id': (group) => [group.VpcId],
    description: (group) => [group.Description],
    'owner-id': (group) => [group.OwnerId],
  },
  tagsOf: (group) => group.Tags,
}

export function describeSecurityGroups(
  input: DescribeSecurityGroupsCommandInput,
  call: Call,
): Answer<DescribeSecurityGroupsCommandOutput> {
  const names = input.GroupNames?.length ? [{ Name: 'group-name', Values: input.GroupNames }] : []
  const { items, nextToken } = select(groupKind, call.world.slice(ec2).securityGroups, {
    ids: input.GroupIds,
    filters: [...(input.Filters ?? []), ...names],
    limit: input.MaxResults,
    token: input.NextToken,
  })
  const missing = input.GroupNames?.find((name) => !items.some((group) => group.GroupName === name))
  if (missing !== undefined) throw groupKind.notFound(missing)
  return { SecurityGroups: items, NextToken: nextToken }
}

const routeTableKind: Kind<RouteTable> = {
  idOf: (table) => table.RouteTableId ?? '',
  notFound: (id) => new AwsError('InvalidRouteTableID.NotFound', `The routeTable ID '${id}' does not exist`),
  filters: {
    'route-table-id': (table) => [table.RouteTableId],
    'vpc-id': (table) => [table.VpcId],
    'association.main': (table) => (table.Associations ?? []).map((one) => String(one.Main)),
    'association.subnet-id': (table) => (table.Associations ?? []).map((one) => one.SubnetId),
  },
  tagsOf: (table) => table.Tags,
}

export function describeRouteTables(
  input: DescribeRouteTablesCommandInput,
  call: Call,
): Answer<DescribeRouteTablesCommandOutput> {
  const { items, nextToken } = select(routeTableKind, call.world.slice(ec2).routeTables, {
    ids: input.RouteTableIds,
    filters: input.Filters,
    limit: input.MaxResults,
    token: input.NextToken,
  })
  return { RouteTables: items, NextToken: nextToken }
}

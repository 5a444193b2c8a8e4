import type {
  DescribeInstancesCommandInput,
  DescribeInstancesCommandOutput,
  DescribeInstanceTypesCommandInput,
  DescribeInstanceTypesCommandOutput,
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
  Instance,
  InstanceTypeInfo,
  NetworkInterface,
} from '@aws-sdk/client-ec2'
import { AwsError, type Call } from '../../wire/service.ts'
import { instanceTypes } from './instance-types.ts'
import { type Kind, select } from './select.ts'
import { ec2, ec2Id } from './state.ts'
import { taskInterfaces } from './task-interfaces.ts'

type Answer<T> = Omit<T, '$metadata'>

const instanceKind: Kind<Instance> = {
  idOf: (instance) => instance.InstanceId ?? '',
  notFound: (id) =>
    /^i-[0-9a-f]{8,17}$/.test(id)
      ? new AwsError('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`)
      : new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${id}"`),
  filters: {
    'instance-id': (instance) => [instance.InstanceId],
    'instance-type': (instance) => [instance.InstanceType],
    'instance-state-name': (instance) => [instance.State?.Name],
    'availability-zone': (instance) => [instance.Placement?.AvailabilityZone],
    'vpc-id': (instance) => [instance.VpcId],
    'subnet-id': (instance) => [instance.SubnetId],
    'private-ip-address': (instance) => [instance.PrivateIpAddress],
    'private-dns-name': (instance) => [instance.PrivateDnsName],
    'image-id': (instance) => [instance.ImageId],
    'iam-instance-profile.arn': (instance) => [instance.IamInstanceProfile?.Arn],
    'instance.group-id': (instance) => (instance.SecurityGroups ?? []).map((group) => group.GroupId),
  },
  tagsOf: (instance) => instance.Tags,
}

export function describeInstances(
  input: DescribeInstancesCommandInput,
  call: Call,
): Answer<DescribeInstancesCommandOutput> {
  const { world } = call
  const { items, nextToken } = select(instanceKind, world.slice(ec2).instances, {
    ids: input.InstanceIds,
    filters: input.Filters,
    limit: input.MaxResults,
    token: input.NextToken,
  })
  const reservations = items.map((instance) => ({
    ReservationId: ec2Id(world, 'r', instance.InstanceId ?? ''),
    OwnerId: world.account,
    Groups: [],
    Instances: [instance],
  }))
  return { Reservations: reservations, NextToken: nextToken }
}

const interfaceKind: Kind<NetworkInterface> = {
  idOf: (eni) => eni.NetworkInterfaceId ?? '',
  notFound: (id) =>
    new AwsError('InvalidNetworkInterfaceID.NotFound', `The networkInterface ID '${id}' does not exist`),
  filters: {
    'network-interface-id': (eni) => [eni.NetworkInterfaceId],
    'vpc-id': (eni) => [eni.VpcId],
    'subnet-id': (eni) => [eni.SubnetId],
    'availability-zone': (eni) => [eni.AvailabilityZone],
    'private-ip-address': (eni) => [eni.PrivateIpAddress],
    'addresses.private-ip-address': (eni) =>
      (eni.PrivateIpAddresses ?? []).map((one) => one.PrivateIpAddress),
    'association.public-ip': (eni) => [eni.Association?.PublicIp],
    'attachment.instance-id': (eni) => [eni.Attachment?.InstanceId],
    'group-id': (eni) => (eni.Groups ?? []).map((group) => group.GroupId),
    'interface-type': (eni) => [eni.InterfaceType],
    status: (eni) => [eni.Status],
    description: (eni) => [eni.Description],
  },
  tagsOf: (eni) => eni.TagSet,
}

export function describeNetworkInterfaces(
  input: DescribeNetworkInterfacesCommandInput,
  call: Call,
): Answer<DescribeNetworkInterfacesCommandOutput> {
  const ofTasks = taskInterfaces(call.world, input.NetworkInterfaceIds)
  const all = new Map([...call.world.slice(ec2).networkInterfaces, ...ofTasks])
  const { items, nextToken } = select(interfaceKind, all, {
    ids: input.NetworkInterfaceIds,
    filters: input.Filters,
    limit: input.MaxResults,
    token: input.NextToken,
  })
  return { NetworkInterfaces: items, NextToken: nextToken }
}

const typeKind: Kind<InstanceTypeInfo> = {
  idOf: (type) => type.InstanceType ?? '',
  notFound: (id) =>
    new AwsError('InvalidInstanceType', `The following supplied instance types do not exist: [${id}]`),
  filters: {
    'instance-type': (type) => [type.InstanceType],
    'current-generation': (type) => [String(type.CurrentGeneration)],
    'bare-metal': (type) => [String(type.BareMetal)],
    'processor-info.supported-architecture': (type) => type.ProcessorInfo?.SupportedArchitectures ?? [],
    'vcpu-info.default-vcpus': (type) => [String(type.VCpuInfo?.DefaultVCpus)],
    'memory-info.size-in-mib': (type) => [String(type.MemoryInfo?.SizeInMiB)],
    'supported-usage-class': (type) => type.SupportedUsageClasses ?? [],
  },
  defaultLimit: 100,
}

export function describeInstanceTypes(
  input: DescribeInstanceTypesCommandInput,
): Answer<DescribeInstanceTypesCommandOutput> {
  const { items, nextToken } = select(typeKind, instanceTypes, {
    ids: input.InstanceTypes,
    filters: input.Filters,
    limit: input.MaxResults,
    token: input.NextToken,
  })
  return { InstanceTypes: items, NextToken: nextToken }
}

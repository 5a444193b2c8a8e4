import { EC2, paginateDescribeSubnets } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { errorCode, testWorld } from '../test-world.ts'
import { addInstance } from './instances.ts'
import { addSecurityGroup, addSubnet, addVpc } from './network.ts'
import { service } from './service.ts'

const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let ec2: EC2
let vpcId: string
let subnetIds: string[]
let groupId: string

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [service] })
  const { world, client } = testWorld(simulator, '300000000001')
  ec2 = new EC2(client)
  vpcId = addVpc(world, 'main', '10.0.0.0/16')
  subnetIds = Array.from({ length: 12 }, (_, i) =>
    addSubnet(world, vpcId, { name: `net-${i}`, zone: 'abc'[i % 3] ?? 'a', cidr: `10.0.${i}.0/24` }),
  )
  groupId = addSecurityGroup(world, vpcId, {
    name: 'app',
    description: 'the tasks',
    allow: [{ port: 8080, from: '10.0.0.0/16' }],
  })
})
afterAll(() => simulator.close())

test('a VPC is found by id, by tag and by wildcard, and only its own world knows it', async () => {
  expect((await ec2.describeVpcs({ VpcIds: [vpcId] })).Vpcs?.[0]?.CidrBlock).toBe('10.0.0.0/16')
  const named = async (value: string) =>
    (await ec2.describeVpcs({ Filters: [{ Name: 'tag:Name', Values: [value] }] })).Vpcs?.map(
      (vpc) => vpc.VpcId,
    )
  expect(await named('ma?n')).toEqual([vpcId])
  expect(await named('*n')).toEqual([vpcId])
  expect(await named('mai')).toEqual([])
  const elsewhere = new EC2(testWorld(simulator, '300000000001', 'us-east-1').client)
  expect((await elsewhere.describeVpcs({})).Vpcs).toEqual([])
})

test('subnets come in pages, each exactly once', async () => {
  const seen: string[] = []
  const sizes: number[] = []
  for await (const page of paginateDescribeSubnets({ client: ec2, pageSize: 5 }, {})) {
    sizes.push(page.Subnets?.length ?? 0)
    seen.push(...(page.Subnets ?? []).map((subnet) => subnet.SubnetId ?? ''))
  }
  expect(sizes).toEqual([5, 5, 2])
  expect(seen.toSorted()).toEqual(subnetIds.toSorted())
})

test('a subnet says its zone and what is left of its addresses', async () => {
  const [subnet] = (await ec2.describeSubnets({ SubnetIds: [subnetIds[1] ?? ''] })).Subnets ?? []
  expect(subnet).toMatchObject({
    AvailabilityZone: 'eu-west-1b',
    AvailabilityZoneId: 'euw1-az2',
    AvailableIpAddressCount: 251,
    VpcId: vpcId,
  })
})

test('security groups carry their rules; each VPC has one named default', async () => {
  const { SecurityGroups } = await ec2.describeSecurityGroups({
    Filters: [{ Name: 'vpc-id', Values: [vpcId] }],
  })
  expect(SecurityGroups?.map((group) => group.GroupName).toSorted()).toEqual(['app', 'default'])
  const app = SecurityGroups?.find((group) => group.GroupId === groupId)
  expect(app?.IpPermissions?.[0]).toMatchObject({ FromPort: 8080, IpRanges: [{ CidrIp: '10.0.0.0/16' }] })
})

test('an instance has an address of its subnet and a network interface that says so', async () => {
  const { world } = testWorld(simulator, '300000000001')
  const id = addInstance(world, {
    name: 'node-1',
    type: 'm6i.large',
    subnetId: subnetIds[0] ?? '',
    securityGroupIds: [groupId],
    profile: 'ecsInstanceRole',
    launchedAt: now - 3_600_000,
  })
  const [reservation] = (await ec2.describeInstances({ InstanceIds: [id] })).Reservations ?? []
  const [instance] = reservation?.Instances ?? []
  expect(instance?.PrivateIpAddress).toMatch(/^10\.0\.0\.\d+$/)
  expect(instance?.LaunchTime).toEqual(new Date(now - 3_600_000))
  const { NetworkInterfaces } = await ec2.describeNetworkInterfaces({
    Filters: [{ Name: 'attachment.instance-id', Values: [id] }],
  })
  expect(NetworkInterfaces?.map((eni) => eni.PrivateIpAddress)).toEqual([instance?.PrivateIpAddress])
})

test('zones follow the region, instance types have their sizes', async () => {
  const zones = (await ec2.describeAvailabilityZones({})).AvailabilityZones?.map((zone) => zone.ZoneName)
  expect(zones).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c'])
  const { InstanceTypes } = await ec2.describeInstanceTypes({ InstanceTypes: ['m6i.large'] })
  expect(InstanceTypes?.[0]).toMatchObject({ VCpuInfo: { DefaultVCpus: 2 }, MemoryInfo: { SizeInMiB: 8192 } })
  const regions = (await ec2.describeRegions({})).Regions?.map((region) => region.RegionName)
  expect(regions).toContain('eu-west-1')
})

test.each([
  ['InvalidVpcID.NotFound', () => ec2.describeVpcs({ VpcIds: ['vpc-0000000000000000f'] })],
  ['InvalidSubnetID.NotFound', () => ec2.describeSubnets({ SubnetIds: ['subnet-0000000000000000f'] })],
  ['InvalidGroup.NotFound', () => ec2.describeSecurityGroups({ GroupIds: ['sg-0000000000000000f'] })],
  ['InvalidInstanceID.NotFound', () => ec2.describeInstances({ InstanceIds: ['i-0000000000000000f'] })],
  ['InvalidInstanceID.Malformed', () => ec2.describeInstances({ InstanceIds: ['web-1'] })],
  [
    'InvalidNetworkInterfaceID.NotFound',
    () => ec2.describeNetworkInterfaces({ NetworkInterfaceIds: ['eni-0000000000000000f'] }),
  ],
  ['InvalidParameterValue', () => ec2.describeVpcs({ Filters: [{ Name: 'colour', Values: ['red'] }] })],
  ['InvalidParameterValue', () => ec2.describeKeyPairs({ Filters: [{ Name: 'colour', Values: ['red'] }] })],
  ['InvalidParameterValue', () => ec2.describeSubnets({ NextToken: 'made up' })],
  ['InvalidParameterCombination', () => ec2.describeVpcs({ VpcIds: [vpcId], MaxResults: 5 })],
])('%s', async (code, call) => {
  expect(await errorCode(call())).toBe(code)
})

test('what is not simulated says so', async () => {
  expect(await errorCode(ec2.describeNatGateways({}))).toBe('NotSimulated')
})

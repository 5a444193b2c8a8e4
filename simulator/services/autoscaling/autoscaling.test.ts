import { AutoScaling } from '@aws-sdk/client-auto-scaling'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { addInstance } from '../ec2/instances.ts'
import { addSubnet, addVpc } from '../ec2/network.ts'
import { errorCode, testWorld } from '../test-world.ts'
import { service } from './service.ts'
import { addAutoScalingGroup } from './state.ts'

const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let autoscaling: AutoScaling
let instanceIds: string[]

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [service] })
  const { world, client } = testWorld(simulator, '300000000001')
  autoscaling = new AutoScaling(client)
  const subnetId = addSubnet(world, addVpc(world, 'main', '10.0.0.0/16'), {
    name: 'a',
    zone: 'a',
    cidr: '10.0.0.0/24',
  })
  instanceIds = ['one', 'two'].map((name) =>
    addInstance(world, {
      name,
      type: 'm6i.large',
      subnetId,
      securityGroupIds: [],
      profile: 'nodes',
      launchedAt: now,
    }),
  )
  const launchTemplate = { id: 'lt-0123456789abcdef0', name: 'nodes' }
  addAutoScalingGroup(world, {
    name: 'nodes',
    min: 1,
    max: 4,
    instanceIds,
    launchTemplate,
    subnetIds: [subnetId],
    createdAt: now,
  })
})
afterAll(() => simulator.close())

test('a group holds its instances with their zone; a name that is not there is left out', async () => {
  const { AutoScalingGroups } = await autoscaling.describeAutoScalingGroups({
    AutoScalingGroupNames: ['nodes', 'nowhere'],
  })
  expect(AutoScalingGroups).toHaveLength(1)
  expect(AutoScalingGroups?.[0]).toMatchObject({
    MinSize: 1,
    MaxSize: 4,
    DesiredCapacity: 2,
    AvailabilityZones: ['eu-west-1a'],
  })
  expect(AutoScalingGroups?.[0]?.Instances?.map((one) => one.InstanceId)).toEqual(instanceIds)
  const { AutoScalingInstances } = await autoscaling.describeAutoScalingInstances({ MaxRecords: 1 })
  expect(AutoScalingInstances?.map((one) => one.AutoScalingGroupName)).toEqual(['nodes'])
})

test('limits of a page', async () => {
  expect(await errorCode(autoscaling.describeAutoScalingGroups({ MaxRecords: 101 }))).toBe('ValidationError')
  expect(await errorCode(autoscaling.describeAutoScalingGroups({ NextToken: 'made up' }))).toBe(
    'InvalidNextToken',
  )
})

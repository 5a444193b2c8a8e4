import type { World } from '../world.ts'
import { addSecurityGroup, addSubnet, addVpc } from '../services/ec2/network.ts'
import { addInstanceProfile, addRole } from '../services/iam/state.ts'

/** What an estate stands on: ids of the network and ARNs of the roles. */
export type Foundation = {
  vpcId: string
  publicSubnets: string[]
  privateSubnets: string[]
  balancerGroup: string
  taskGroup: string
  nodeGroup: string
  executionRole: string
  taskRole: string
  eventsRole: string
  schedulerRole: string
}

/** Where private subnets lie in the VPC: 4,091 addresses in each zone, enough for a company of a few hundred services. */
const privateCidrs = ['10.20.16.0/20', '10.20.32.0/20', '10.20.48.0/20']

/** Lays a VPC over three zones, its security groups and the roles that ECS needs. */
export function layFoundation(world: World, name: string, cidrs = privateCidrs): Foundation {
  const vpcId = addVpc(world, name, '10.20.0.0/16')
  const zones = ['a', 'b', 'c']
  const publicSubnets = zones.map((zone, i) =>
    addSubnet(world, vpcId, {
      name: `${name}-public-${zone}`,
      zone,
      cidr: `10.20.${i}.0/24`,
      public: true,
    }),
  )
  const privateSubnets = zones.map((zone, i) =>
    addSubnet(world, vpcId, { name: `${name}-private-${zone}`, zone, cidr: cidrs[i] ?? '' }),
  )
  const balancerGroup = addSecurityGroup(world, vpcId, {
    name: `${name}-alb`,
    description: 'Load balancers: the web from anywhere',
    allow: [80, 443].map((port) => ({ port, from: '0.0.0.0/0' })),
  })
  const taskGroup = addSecurityGroup(world, vpcId, {
    name: `${name}-tasks`,
    description: 'Tasks: from the load balancers',
    allow: [{ port: 8080, from: balancerGroup }],
  })
  const nodeGroup = addSecurityGroup(world, vpcId, {
    name: `${name}-nodes`,
    description: 'Container instances: nothing from outside',
  })
  return { vpcId, publicSubnets, privateSubnets, balancerGroup, taskGroup, nodeGroup, ...addRoles(world) }
}

function addRoles(world: World) {
  const createdAt = world.now
  const role = (name: string, trusts: string, policies: string[], path = '/') =>
    addRole(world, { name, trusts, policies, path, createdAt })
  role('ecsInstanceRole', 'ec2.amazonaws.com', ['service-role/AmazonEC2ContainerServiceforEC2Role'])
  addInstanceProfile(world, 'ecsInstanceRole')
  role(
    'AWSServiceRoleForECS',
    'ecs.amazonaws.com',
    ['aws-service-role/AmazonECSServiceRolePolicy'],
    '/aws-service-role/ecs.amazonaws.com/',
  )
  return {
    executionRole: role('ecsTaskExecutionRole', 'ecs-tasks.amazonaws.com', [
      'service-role/AmazonECSTaskExecutionRolePolicy',
    ]),
    taskRole: role('appTaskRole', 'ecs-tasks.amazonaws.com', ['AmazonS3ReadOnlyAccess']),
    eventsRole: role('ecsEventsRole', 'events.amazonaws.com', [
      'service-role/AmazonEC2ContainerServiceEventsRole',
    ]),
    schedulerRole: role('ecsSchedulerRole', 'scheduler.amazonaws.com', [
      'service-role/AmazonEC2ContainerServiceEventsRole',
    ]),
  }
}

import type {
  Instance,
  KeyPairInfo,
  LaunchTemplate,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  Tag,
  Vpc,
} from '@aws-sdk/client-ec2'
import { hex } from '../../random.ts'
import type { Slice, World } from '../../world.ts'

/** What EC2 keeps: resources by id, in the shapes that the Describe operations answer with. */
export type Ec2State = {
  vpcs: Map<string, Vpc>
  subnets: Map<string, Subnet>
  securityGroups: Map<string, SecurityGroup>
  routeTables: Map<string, RouteTable>
  instances: Map<string, Instance>
  networkInterfaces: Map<string, NetworkInterface>
  launchTemplates: Map<string, LaunchTemplate>
  keyPairs: Map<string, KeyPairInfo>
}

export const ec2: Slice<Ec2State> = {
  name: 'ec2',
  make: () => ({
    vpcs: new Map(),
    subnets: new Map(),
    securityGroups: new Map(),
    routeTables: new Map(),
    instances: new Map(),
    networkInterfaces: new Map(),
    launchTemplates: new Map(),
    keyPairs: new Map(),
  }),
}

/** An EC2 id such as `vpc-0a1b…` (17 hex): the same name in the same world is always the same id. */
export function ec2Id(world: World, prefix: string, name: string): string {
  return `${prefix}-0${hex(16, world.seed, world.account, world.region, prefix, name)}`
}

export function ec2Tags(tags: Record<string, string>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

import type { AvailabilityZone, SubnetMapping } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { subnetOf } from '../ec2/network.ts'
import { ec2 } from '../ec2/state.ts'
import { invalid, invalidConfiguration } from './error.ts'

/** The zones of the subnets asked for, and their VPC. An application load balancer needs two zones. */
export function zonesOf(
  world: World,
  type: string,
  input: { Subnets?: string[] | undefined; SubnetMappings?: SubnetMapping[] | undefined },
): { zones: AvailabilityZone[]; vpcId: string } {
  const ids = input.Subnets?.length
    ? input.Subnets
    : (input.SubnetMappings ?? []).map((each) => each.SubnetId ?? '')
  if (ids.length === 0) throw invalid('You must specify subnets')
  const subnets = ids.map((id) => {
    const subnet = subnetOf(world, id)
    if (!subnet) throw new AwsError('SubnetNotFoundException', `The subnet ID '${id}' does not exist`)
    return subnet
  })
  const zones = new Set(subnets.map((subnet) => subnet.AvailabilityZone))
  if (zones.size < subnets.length)
    throw invalidConfiguration(
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    )
  if (type === 'application' && zones.size < 2)
    throw invalidConfiguration('At least two subnets in two different Availability Zones must be specified')
  if (new Set(subnets.map((subnet) => subnet.VpcId)).size > 1)
    throw invalidConfiguration('All subnets must belong to the same VPC')
  return {
    vpcId: subnets[0]?.VpcId ?? '',
    zones: subnets.map((subnet) => ({
      ZoneName: subnet.AvailabilityZone,
      SubnetId: subnet.SubnetId,
      LoadBalancerAddresses: [],
    })),
  }
}

/** The security groups asked for, which must be of the VPC; an application load balancer without any gets the VPC's default. */
export function securityGroupsFor(
  world: World,
  type: string,
  vpcId: string,
  ids: string[] | undefined,
): string[] {
  const all = world.slice(ec2).securityGroups
  for (const id of ids ?? [])
    if (all.get(id)?.VpcId !== vpcId)
      throw new AwsError(
        'InvalidSecurityGroupException',
        `Security group '${id}' is not valid for VPC '${vpcId}'`,
      )
  if (ids && ids.length > 0) return ids
  if (type !== 'application') return []
  const own = [...all.values()].find((group) => group.VpcId === vpcId && group.GroupName === 'default')
  return own?.GroupId === undefined ? [] : [own.GroupId]
}

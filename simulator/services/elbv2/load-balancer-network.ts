import type {
  SetSecurityGroupsCommandInput,
  SetSecurityGroupsCommandOutput,
  SetSubnetsCommandInput,
  SetSubnetsCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call } from '../../wire/service.ts'
import { invalid, invalidConfiguration } from './error.ts'
import { balancerOf } from './load-balancer.ts'
import { securityGroupsFor, zonesOf } from './placement.ts'

export function setSubnets(
  input: SetSubnetsCommandInput,
  { world }: Call,
): Omit<SetSubnetsCommandOutput, '$metadata'> {
  const { made } = balancerOf(world, input.LoadBalancerArn)
  const { zones, vpcId } = zonesOf(world, made.Type ?? 'application', input)
  if (vpcId !== made.VpcId) throw invalidConfiguration(`The subnets must belong to VPC '${made.VpcId}'`)
  made.AvailabilityZones = zones
  return { AvailabilityZones: zones, IpAddressType: made.IpAddressType }
}

export function setSecurityGroups(
  input: SetSecurityGroupsCommandInput,
  { world }: Call,
): Omit<SetSecurityGroupsCommandOutput, '$metadata'> {
  const { made } = balancerOf(world, input.LoadBalancerArn)
  if (!input.SecurityGroups?.length) throw invalid('At least one security group must be specified')
  made.SecurityGroups = securityGroupsFor(world, made.Type ?? '', made.VpcId ?? '', input.SecurityGroups)
  return { SecurityGroupIds: made.SecurityGroups }
}

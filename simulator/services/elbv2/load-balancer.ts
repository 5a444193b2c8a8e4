import type {
  CreateLoadBalancerCommandInput,
  CreateLoadBalancerCommandOutput,
  DeleteLoadBalancerCommandInput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page, sortedBy } from '../page.ts'
import { loadBalancerDefaults } from './attributes.ts'
import { invalid, invalidMarker, loadBalancerNotFound, notSimulated, operationNotPermitted } from './error.ts'
import { checkName } from './name.ts'
import { securityGroupsFor, zonesOf } from './placement.ts'
import { arn, elbv2State, newId, type Balancer } from './state.ts'
import { setTags } from './tags.ts'
import { forgetListener } from './ways.ts'

/** AWS takes some minutes to provision a load balancer; here it takes one. */
const provisioningMs = 60_000

/** Hosted zones of Elastic Load Balancing in eu-west-1; other regions answer with the same. */
const hostedZone = { application: 'Z32O12XQLNTSW2', network: 'Z2IFOLAFXWLO4F' }

/** A load balancer by ARN, or the error that AWS gives. */
export function balancerOf(world: World, balancerArn: string | undefined): Balancer {
  const balancer = world.slice(elbv2State).balancers.get(balancerArn ?? '')
  if (balancer) return balancer
  if (!balancerArn?.includes(':loadbalancer/'))
    throw invalid(`'${balancerArn}' is not a valid load balancer ARN`)
  throw loadBalancerNotFound(balancerArn)
}

export function createLoadBalancer(
  input: CreateLoadBalancerCommandInput,
  { world }: Call,
): Omit<CreateLoadBalancerCommandOutput, '$metadata'> {
  const state = world.slice(elbv2State)
  const { Name = '', Type = 'application', Scheme = 'internet-facing' } = input
  checkName('load balancer', Name)
  if (Type === 'gateway') throw notSimulated('A gateway load balancer')
  const { zones, vpcId } = zonesOf(world, Type, input)
  const securityGroups = securityGroupsFor(world, Type, vpcId, input.SecurityGroups)
  const present = [...state.balancers.values()].find((each) => each.made.LoadBalancerName === Name)
  if (present) {
    const same =
      present.made.Type === Type &&
      present.made.Scheme === Scheme &&
      subnets(present.made.AvailabilityZones) === subnets(zones)
    if (same) return { LoadBalancers: [shown(world, present)] }
    throw new AwsError(
      'DuplicateLoadBalancerNameException',
      `A load balancer with the same name '${Name}' exists, but with different settings`,
    )
  }
  const id = newId(world, 'loadbalancer')
  const kind = Type === 'application' ? 'app' : 'net'
  const host = `${Scheme === 'internal' ? 'internal-' : ''}${Name}-`
  const made = {
    LoadBalancerArn: arn(world, `loadbalancer/${kind}/${Name}/${id}`),
    LoadBalancerName: Name,
    DNSName:
      Type === 'application'
        ? `${host}${parseInt(id.slice(0, 8), 16)}.${world.region}.elb.amazonaws.com`
        : `${Name}-${id}.elb.${world.region}.amazonaws.com`,
    CanonicalHostedZoneId: hostedZone[Type],
    CreatedTime: new Date(world.now),
    Scheme,
    VpcId: vpcId,
    Type,
    AvailabilityZones: zones,
    ...(securityGroups.length > 0 ? { SecurityGroups: securityGroups } : {}),
    IpAddressType: input.IpAddressType ?? 'ipv4',
  }
  setTags(world, made.LoadBalancerArn, input.Tags)
  const balancer = { made, attributes: loadBalancerDefaults(Type) }
  state.balancers.set(made.LoadBalancerArn, balancer)
  return { LoadBalancers: [shown(world, balancer)] }
}

export function describeLoadBalancers(
  input: DescribeLoadBalancersCommandInput,
  { world }: Call,
): Omit<DescribeLoadBalancersCommandOutput, '$metadata'> {
  const arns = input.LoadBalancerArns ?? []
  const names = input.Names ?? []
  if (arns.length > 0 && names.length > 0)
    throw invalid('Load balancer names and load balancer ARNs cannot be specified at the same time')
  if (arns.length > 20 || names.length > 20)
    throw invalid('Cannot have more than 20 load balancers described')
  const all = sortedBy(world.slice(elbv2State).balancers.values(), (each) => each.made.LoadBalancerArn)
  const chosen =
    arns.length > 0
      ? arns.map((each) => balancerOf(world, each))
      : names.length > 0
        ? names.map((name) => {
            const found = all.find((each) => each.made.LoadBalancerName === name)
            if (!found) throw loadBalancerNotFound(name)
            return found
          })
        : all
  const cut = page(
    chosen,
    (each) => each.made.LoadBalancerArn,
    input.PageSize ?? 400,
    input.Marker,
    invalidMarker,
  )
  return {
    LoadBalancers: cut.items.map((each) => shown(world, each)),
    ...(cut.nextToken === undefined ? {} : { NextMarker: cut.nextToken }),
  }
}

/** Deletes a load balancer with its listeners and rules; one that is not there is a success, as AWS has it. */
export function deleteLoadBalancer(
  input: DeleteLoadBalancerCommandInput,
  { world }: Call,
): Record<string, never> {
  const state = world.slice(elbv2State)
  const balancerArn = input.LoadBalancerArn ?? ''
  if (!balancerArn.includes(':loadbalancer/'))
    throw invalid(`'${balancerArn}' is not a valid load balancer ARN`)
  if (state.balancers.get(balancerArn)?.attributes.get('deletion_protection.enabled') === 'true')
    throw operationNotPermitted(
      `Load balancer '${balancerArn}' cannot be deleted because deletion protection is enabled`,
    )
  state.balancers.delete(balancerArn)
  state.tags.delete(balancerArn)
  for (const listener of state.listeners.values())
    if (listener.made.LoadBalancerArn === balancerArn) forgetListener(world, listener)
  return {}
}

function shown(world: World, { made }: Balancer): LoadBalancer {
  const provisioning = world.now - (made.CreatedTime?.getTime() ?? 0) < provisioningMs
  return { ...made, State: { Code: provisioning ? 'provisioning' : 'active' } }
}

const subnets = (of: LoadBalancer['AvailabilityZones']) =>
  JSON.stringify(of?.map((zone) => zone.SubnetId).sort())

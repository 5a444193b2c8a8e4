import type {
  CreateListenerCommandInput,
  CreateListenerCommandOutput,
  DeleteListenerCommandInput,
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  ModifyListenerCommandInput,
  ModifyListenerCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page, sortedBy } from '../page.ts'
import { completeActions } from './actions.ts'
import { listenerDefaults } from './attributes.ts'
import { invalid, invalidMarker, listenerNotFound } from './error.ts'
import { balancerOf } from './load-balancer.ts'
import { arn, elbv2State, newId, type Ear } from './state.ts'
import { setTags } from './tags.ts'
import { forgetListener, lead } from './ways.ts'

const protocols: Record<string, string[]> = {
  application: ['HTTP', 'HTTPS'],
  network: ['TCP', 'UDP', 'TLS', 'TCP_UDP'],
}

/** A listener by ARN, or the error that AWS gives. */
export function listenerOf(world: World, listenerArn: string | undefined): Ear {
  const listener = world.slice(elbv2State).listeners.get(listenerArn ?? '')
  if (listener) return listener
  if (!listenerArn?.includes(':listener/')) throw invalid(`'${listenerArn}' is not a valid listener ARN`)
  throw listenerNotFound()
}

export function createListener(
  input: CreateListenerCommandInput,
  { world }: Call,
): Omit<CreateListenerCommandOutput, '$metadata'> {
  const { made: balancer } = balancerOf(world, input.LoadBalancerArn)
  const { Protocol = 'HTTP', Port = 80 } = input
  checkEar(
    world,
    balancer.LoadBalancerArn,
    balancer.Type ?? '',
    Protocol,
    Port,
    input.Certificates?.length ?? 0,
  )
  const DefaultActions = completeActions(world, balancer.LoadBalancerArn, input.DefaultActions)
  const place = balancer.LoadBalancerArn.slice(
    balancer.LoadBalancerArn.indexOf('loadbalancer/') + 'loadbalancer/'.length,
  )
  const ListenerArn = arn(world, `listener/${place}/${newId(world, 'listener')}`)
  const secure = Protocol === 'HTTPS' || Protocol === 'TLS'
  const made = {
    ListenerArn,
    LoadBalancerArn: balancer.LoadBalancerArn,
    Port,
    Protocol,
    ...(secure
      ? {
          Certificates: input.Certificates?.map(({ CertificateArn }) => ({ CertificateArn })),
          SslPolicy: input.SslPolicy ?? 'ELBSecurityPolicy-2016-08',
        }
      : {}),
    DefaultActions,
    ...(input.AlpnPolicy ? { AlpnPolicy: input.AlpnPolicy } : {}),
  }
  setTags(world, ListenerArn, input.Tags)
  world
    .slice(elbv2State)
    .listeners.set(ListenerArn, { made, attributes: listenerDefaults(), rules: new Map() })
  lead(world, ListenerArn, balancer.LoadBalancerArn, DefaultActions)
  return { Listeners: [made] }
}

export function describeListeners(
  input: DescribeListenersCommandInput,
  { world }: Call,
): Omit<DescribeListenersCommandOutput, '$metadata'> {
  const { LoadBalancerArn, ListenerArns } = input
  if (ListenerArns?.length) return { Listeners: ListenerArns.map((each) => listenerOf(world, each).made) }
  if (LoadBalancerArn === undefined)
    throw invalid('You must specify either listener ARNs or a load balancer ARN')
  balancerOf(world, LoadBalancerArn)
  const own = [...world.slice(elbv2State).listeners.values()].filter(
    (listener) => listener.made.LoadBalancerArn === LoadBalancerArn,
  )
  const all = sortedBy(own, (each) => each.made.ListenerArn)
  const cut = page(all, (each) => each.made.ListenerArn, input.PageSize ?? 400, input.Marker, invalidMarker)
  return {
    Listeners: cut.items.map((each) => each.made),
    ...(cut.nextToken === undefined ? {} : { NextMarker: cut.nextToken }),
  }
}

export function modifyListener(
  input: ModifyListenerCommandInput,
  { world }: Call,
): Omit<ModifyListenerCommandOutput, '$metadata'> {
  const { made } = listenerOf(world, input.ListenerArn)
  const balancer = balancerOf(world, made.LoadBalancerArn).made
  const Protocol = input.Protocol ?? made.Protocol ?? 'HTTP'
  const Port = input.Port ?? made.Port
  const certificates = input.Certificates ?? made.Certificates ?? []
  checkEar(
    world,
    made.LoadBalancerArn,
    balancer.Type ?? '',
    Protocol,
    Port,
    certificates.length,
    made.ListenerArn,
  )
  if (input.DefaultActions)
    made.DefaultActions = completeActions(world, made.LoadBalancerArn, input.DefaultActions)
  made.Protocol = Protocol
  made.Port = Port
  if (Protocol === 'HTTPS' || Protocol === 'TLS') {
    made.Certificates = certificates.map(({ CertificateArn }) => ({ CertificateArn }))
    made.SslPolicy = input.SslPolicy ?? made.SslPolicy ?? 'ELBSecurityPolicy-2016-08'
  } else {
    delete made.Certificates
    delete made.SslPolicy
  }
  lead(world, made.ListenerArn, made.LoadBalancerArn, made.DefaultActions)
  return { Listeners: [made] }
}

export function deleteListener(input: DeleteListenerCommandInput, { world }: Call): Record<string, never> {
  forgetListener(world, listenerOf(world, input.ListenerArn))
  return {}
}

function checkEar(
  world: World,
  balancerArn: string,
  type: string,
  protocol: string,
  port: number,
  certificates: number,
  self?: string,
): void {
  if (!protocols[type]?.includes(protocol))
    throw new AwsError(
      'UnsupportedProtocolException',
      `The protocol '${protocol}' is not supported by the load balancer`,
    )
  if (port < 1 || port > 65535) throw invalid(`Port '${port}' must be between '1' and '65535' inclusive`)
  if ((protocol === 'HTTPS' || protocol === 'TLS') && certificates === 0)
    throw invalid(`A certificate must be specified for ${protocol} listeners`)
  for (const { made } of world.slice(elbv2State).listeners.values())
    if (made.LoadBalancerArn === balancerArn && made.Port === port && made.ListenerArn !== self)
      throw new AwsError(
        'DuplicateListenerException',
        `A listener already exists on this port for this load balancer '${balancerArn}'`,
      )
}

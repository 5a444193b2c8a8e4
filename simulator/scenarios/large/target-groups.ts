import type {
  CreateListenerCommandInput,
  CreateListenerCommandOutput,
  CreateLoadBalancerCommandInput,
  CreateLoadBalancerCommandOutput,
  CreateRuleCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { hash, hex } from '../../random.ts'
import { elbv2 } from '../../services/elbv2/service.ts'
import { act, awsTags } from '../act.ts'
import { addTargetGroup } from '../balancer.ts'
import { clusters } from './clusters.ts'
import type { LargeEstate } from './large-estate.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'

/**
 * Target groups, and rules besides the default ones, that an application load balancer may have.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
const perBalancer = 100

/**
 * Makes a target group for each service that is to have one, and as many load balancers in each cluster as AWS's limits
 * ask for: each sends a host name to each of its groups. Answers the ARN of each service's group.
 */
export function addTargetGroups(
  estate: LargeEstate,
  services: readonly ServicePlan[],
): Map<ServicePlan, string> {
  const groups = new Map<ServicePlan, string>()
  for (const { name } of clusters) {
    const balanced = services.filter((each) => each.cluster.name === name && each.check === 'target-group')
    for (let first = 0; first < balanced.length; first += perBalancer) {
      const listenerArn = addListener(estate, `${name}-${1 + first / perBalancer}`, first > 0)
      for (const [i, plan] of balanced.slice(first, first + perBalancer).entries()) {
        const targetGroupArn = addGroup(estate, plan)
        groups.set(plan, targetGroupArn)
        act<CreateRuleCommandInput>(estate.world, elbv2, 'CreateRule', {
          ListenerArn: listenerArn,
          Priority: (i + 1) * 10,
          Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: [hostOf(plan)] } }],
          Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
        })
      }
    }
  }
  return groups
}

const hostOf = ({ name, cluster }: ServicePlan) =>
  `${name.toLowerCase().replaceAll('_', '-')}.${cluster.name}.example.com`

/** A load balancer that redirects to HTTPS and knows no host yet; answers its HTTPS listener's ARN. */
function addListener({ world, ...estate }: LargeEstate, name: string, internal: boolean): string {
  const made = act<CreateLoadBalancerCommandInput, CreateLoadBalancerCommandOutput>(
    world,
    elbv2,
    'CreateLoadBalancer',
    {
      Name: name,
      Scheme: internal ? 'internal' : 'internet-facing',
      Subnets: internal ? estate.privateSubnets : estate.publicSubnets,
      SecurityGroups: [estate.balancerGroup],
      Tags: awsTags({ team: 'platform' }),
    },
  )
  const LoadBalancerArn = made.LoadBalancers?.[0]?.LoadBalancerArn
  const listen = (listener: Omit<CreateListenerCommandInput, 'LoadBalancerArn'>) =>
    act<CreateListenerCommandInput, CreateListenerCommandOutput>(world, elbv2, 'CreateListener', {
      LoadBalancerArn,
      ...listener,
    })
  const RedirectConfig = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } as const
  listen({ Protocol: 'HTTP', Port: 80, DefaultActions: [{ Type: 'redirect', RedirectConfig }] })
  const id = hex(32, world.seed, 'certificate', name)
  const uuid = id.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
  const secure = listen({
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates: [{ CertificateArn: `arn:aws:acm:${world.region}:${world.account}:certificate/${uuid}` }],
    DefaultActions: [
      {
        Type: 'fixed-response',
        FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'no such host' },
      },
    ],
  })
  return secure.Listeners?.[0]?.ListenerArn ?? ''
}

/** Names of target groups have at most 32 characters and are unique in the region. */
function addGroup(estate: LargeEstate, plan: ServicePlan): string {
  const { seed } = estate.world
  const key = keyOf(plan)
  const draw = (what: string, choices: readonly number[]) =>
    choices[hash(seed, what, key) % choices.length] ?? 0
  const plain = plan.name.replaceAll('_', '-').slice(0, 22).replace(/-$/, '')
  return addTargetGroup(estate.world, estate, {
    name: `${plain}-${hex(9, seed, 'group', key)}`,
    path: '/healthz',
    intervalSeconds: draw('interval', [15, 15, 20, 30]),
    healthyThreshold: draw('healthy', [2, 3]),
    drainSeconds: draw('drain', [60, 60, 90, 120]),
    tags: { team: plan.team, env: plan.cluster.env },
  })
}

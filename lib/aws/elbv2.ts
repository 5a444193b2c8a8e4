import 'server-only'
import {
  DescribeListeners$,
  DescribeListenersCommand,
  DescribeLoadBalancers$,
  DescribeLoadBalancersCommand,
  DescribeRules$,
  DescribeRulesCommand,
  DescribeTargetGroups$,
  DescribeTargetGroupsCommand,
  DescribeTargetHealth$,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type LoadBalancer,
  type Rule,
  type TargetGroup,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call } from './call'
import { byKey, listOf } from './check'
import type { AwsService } from './connection'
import { type Found, loader, type ManyOptions } from './loader'
import { pages } from './pages'
import { sharedLoaded } from './shared'

export type {
  Listener as ElbListener,
  LoadBalancer as ElbLoadBalancer,
  Rule as ElbRule,
  TargetGroup as ElbTargetGroup,
  TargetHealthDescription as ElbTargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2'

const elbv2: AwsService<ElasticLoadBalancingV2Client> = {
  name: 'elbv2',
  iamPrefix: 'elasticloadbalancing',
  create: (config) => new ElasticLoadBalancingV2Client(config),
}

/** Every target of a target group with its health. `not_found` when the group is gone. */
export async function describeTargetHealth(
  scope: Scope,
  targetGroupArn: string,
  options: ReadOptions = {},
): Promise<Read<TargetHealthDescription[]>> {
  return present(await targetHealth.one(scope, '', targetGroupArn, options))
}

/**
 * The health of many target groups by ARN, as `describeTargetHealth` gives one; `askedBy` names the crowd that they are
 * read for, e.g. a cluster.
 */
export async function describeTargetHealths(
  scope: Scope,
  askedBy: string,
  targetGroupArns: readonly string[],
  options: ManyOptions,
): Promise<Map<string, Read<TargetHealthDescription[]>>> {
  const reads = await targetHealth.many(scope, askedBy, targetGroupArns, options)
  return new Map([...reads].map(([arn, read]) => [arn, present(read)]))
}

/** What is known of the health of target groups now; asks nothing. */
export function knownTargetHealths(
  scope: Scope,
  targetGroupArns: readonly string[],
): Map<string, Read<TargetHealthDescription[]>> {
  const reads = targetHealth.known(scope, '', targetGroupArns)
  return new Map([...reads].map(([arn, read]) => [arn, present(read)]))
}

/** A target group; null when there is none of that ARN. */
export function describeTargetGroup(
  scope: Scope,
  arn: string,
  options: ReadOptions = {},
): Promise<Read<TargetGroup | null>> {
  return targetGroups.one(scope, '', arn, { freshness: 'slow', ...options })
}

/** A load balancer; null when there is none of that ARN. */
export function describeLoadBalancer(
  scope: Scope,
  arn: string,
  options: ReadOptions = {},
): Promise<Read<LoadBalancer | null>> {
  return loadBalancers.one(scope, '', arn, { freshness: 'slow', ...options })
}

/** The listeners of a load balancer. */
export function describeListeners(
  scope: Scope,
  loadBalancerArn: string,
  options: ReadOptions = {},
): Promise<Read<Listener[]>> {
  const action = actionOf(elbv2, DescribeListeners$)
  return sharedLoaded(
    scope,
    `elbv2/listeners/${loadBalancerArn}`,
    { freshness: 'slow', ...options },
    (turn) =>
      pages(scope, action, async (Marker) => {
        const reply = await call(scope, elbv2, DescribeListeners$, { turn }, (client, how) =>
          client.send(
            new DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn, PageSize: 400, Marker }),
            how,
          ),
        )
        return { items: listOf(reply.Listeners, 'Listeners', action), next: reply.NextMarker }
      }),
  )
}

/** The rules of a listener, the default rule among them. */
export function describeRules(
  scope: Scope,
  listenerArn: string,
  options: ReadOptions = {},
): Promise<Read<Rule[]>> {
  const action = actionOf(elbv2, DescribeRules$)
  return sharedLoaded(scope, `elbv2/rules/${listenerArn}`, { freshness: 'slow', ...options }, (turn) =>
    pages(scope, action, async (Marker) => {
      const reply = await call(scope, elbv2, DescribeRules$, { turn }, (client, how) =>
        client.send(new DescribeRulesCommand({ ListenerArn: listenerArn, PageSize: 400, Marker }), how),
      )
      return { items: listOf(reply.Rules, 'Rules', action), next: reply.NextMarker }
    }),
  )
}

/** AWS takes one target group a call: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html */
const targetHealth = loader<TargetHealthDescription[]>({
  service: elbv2,
  operation: DescribeTargetHealth$,
  most: 1,
  path: () => 'elbv2/health',
  batch: async (scope, _, arns, sent) => {
    const [TargetGroupArn = ''] = arns
    const reply = await call(scope, elbv2, DescribeTargetHealth$, sent, (client, how) =>
      client.send(new DescribeTargetHealthCommand({ TargetGroupArn }), how),
    )
    const value = listOf(
      reply.TargetHealthDescriptions,
      'TargetHealthDescriptions',
      actionOf(elbv2, DescribeTargetHealth$),
    )
    return new Map([[TargetGroupArn, { value }]])
  },
})

/** Its batch never gives null: a group that is gone is an error of AWS's. */
function present<V>(read: Read<V | null>): Read<V> {
  if (!read.ok || read.value !== null) return read as Read<V>
  return { ok: false, error: { code: 'not_found', message: 'AWS does not know this target group.' } }
}

/** One ARN that is gone fails a whole Describe call, so its batch is then asked for one by one. */
const targetGroups = loader<TargetGroup>({
  service: elbv2,
  operation: DescribeTargetGroups$,
  // The reference names no limit here; 20 is that of DescribeLoadBalancers.
  most: 20,
  path: () => 'elbv2/target-group',
  splitOn: ['not_found'],
  batch: async (scope, _, arns, sent) => {
    const action = actionOf(elbv2, DescribeTargetGroups$)
    const reply = await call(scope, elbv2, DescribeTargetGroups$, sent, (client, how) =>
      client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] }), how),
    )
    const groups = listOf(reply.TargetGroups, 'TargetGroups', action)
    return values(byKey(groups, ({ TargetGroupArn }) => TargetGroupArn, action))
  },
})

const loadBalancers = loader<LoadBalancer>({
  service: elbv2,
  operation: DescribeLoadBalancers$,
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
  most: 20,
  path: () => 'elbv2/load-balancer',
  splitOn: ['not_found'],
  batch: async (scope, _, arns, sent) => {
    const action = actionOf(elbv2, DescribeLoadBalancers$)
    const reply = await call(scope, elbv2, DescribeLoadBalancers$, sent, (client, how) =>
      client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [...arns] }), how),
    )
    const balancers = listOf(reply.LoadBalancers, 'LoadBalancers', action)
    return values(byKey(balancers, ({ LoadBalancerArn }) => LoadBalancerArn, action))
  },
})

function values<V>(described: Map<string, V>): Map<string, Found<V>> {
  return new Map([...described].map(([key, value]) => [key, { value }]))
}

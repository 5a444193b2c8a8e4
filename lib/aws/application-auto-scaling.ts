import 'server-only'
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargets$,
  DescribeScalableTargetsCommand,
  DescribeScalingPolicies$,
  DescribeScalingPoliciesCommand,
  type ScalableTarget,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call } from './call'
import { byKey, listOf } from './check'
import type { AwsService } from './connection'
import { type Found, loader } from './loader'
import { pages } from './pages'
import { sharedLoaded } from './shared'

export type { ScalableTarget, ScalingPolicy } from '@aws-sdk/client-application-auto-scaling'

const scaling: AwsService<ApplicationAutoScalingClient> = {
  name: 'application-autoscaling',
  iamPrefix: 'application-autoscaling',
  create: (config) => new ApplicationAutoScalingClient(config),
}

const ofServices = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const

/** What Application Auto Scaling keeps a service's desired count within; null when it is not under auto scaling. */
export function describeScalableTarget(
  scope: Scope,
  clusterName: string,
  serviceName: string,
  options: ReadOptions = {},
): Promise<Read<ScalableTarget | null>> {
  return targets.one(scope, '', resourceOf(clusterName, serviceName), { freshness: 'slow', ...options })
}

/** The scaling policies of a service. */
export function describeScalingPolicies(
  scope: Scope,
  clusterName: string,
  serviceName: string,
  options: ReadOptions = {},
): Promise<Read<ScalingPolicy[]>> {
  const action = actionOf(scaling, DescribeScalingPolicies$)
  const resource = resourceOf(clusterName, serviceName)
  return sharedLoaded(scope, `scaling/policies/${resource}`, { freshness: 'slow', ...options }, (turn) =>
    pages(scope, action, async (NextToken) => {
      const reply = await call(scope, scaling, DescribeScalingPolicies$, { turn }, (client, how) =>
        client.send(
          new DescribeScalingPoliciesCommand({ ...ofServices, ResourceId: resource, NextToken }),
          how,
        ),
      )
      return { items: listOf(reply.ScalingPolicies, 'ScalingPolicies', action), next: reply.NextToken }
    }),
  )
}

/** DescribeScalableTargets takes 50 ids; it leaves out those that are not registered, and says no more of them. */
const targets = loader<ScalableTarget>({
  service: scaling,
  operation: DescribeScalableTargets$,
  most: 50,
  path: () => 'scaling/target',
  batch: async (scope, _, resources, sent) => {
    const action = actionOf(scaling, DescribeScalableTargets$)
    const { value, error } = await pages(scope, action, async (NextToken) => {
      const reply = await call(scope, scaling, DescribeScalableTargets$, sent, (client, how) =>
        client.send(
          new DescribeScalableTargetsCommand({ ...ofServices, ResourceIds: [...resources], NextToken }),
          how,
        ),
      )
      return { items: listOf(reply.ScalableTargets, 'ScalableTargets', action), next: reply.NextToken }
    })
    const known = byKey(value, ({ ResourceId }) => ResourceId, action)
    return new Map(
      resources.map((resource): [string, Found<ScalableTarget>] => {
        const target = known.get(resource)
        return [resource, target === undefined && error ? { problem: error } : { value: target ?? null }]
      }),
    )
  },
})

function resourceOf(clusterName: string, serviceName: string): string {
  return `service/${clusterName}/${serviceName}`
}

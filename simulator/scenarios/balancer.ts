import type {
  CreateListenerCommandInput,
  CreateListenerCommandOutput,
  CreateLoadBalancerCommandInput,
  CreateLoadBalancerCommandOutput,
  CreateRuleCommandInput,
  CreateTargetGroupCommandInput,
  CreateTargetGroupCommandOutput,
  ModifyTargetGroupAttributesCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { elbv2 } from '../services/elbv2/service.ts'
import type { World } from '../world.ts'
import { act, awsTags } from './act.ts'
import type { Foundation } from './foundation.ts'

export type GroupSettings = {
  name: string
  path: string
  intervalSeconds: number
  healthyThreshold: number
  drainSeconds: number
  tags: Record<string, string>
}

/** Makes a target group of IP targets on port 8080 with an HTTP health check; returns its ARN. */
export function addTargetGroup(world: World, { vpcId }: Foundation, group: GroupSettings): string {
  const made = act<CreateTargetGroupCommandInput, CreateTargetGroupCommandOutput>(
    world,
    elbv2,
    'CreateTargetGroup',
    {
      Name: group.name,
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: vpcId,
      TargetType: 'ip',
      HealthCheckPath: group.path,
      HealthCheckIntervalSeconds: group.intervalSeconds,
      HealthyThresholdCount: group.healthyThreshold,
      Tags: awsTags(group.tags),
    },
  )
  const TargetGroupArn = made.TargetGroups?.[0]?.TargetGroupArn ?? ''
  act<ModifyTargetGroupAttributesCommandInput>(world, elbv2, 'ModifyTargetGroupAttributes', {
    TargetGroupArn,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: String(group.drainSeconds) }],
  })
  return TargetGroupArn
}

/**
 * Makes an application load balancer that faces the internet and listens on port 80: paths go to their target groups
 * in the order given, everything else to `fallback`.
 */
export function addBalancer(
  world: World,
  foundation: Foundation,
  asked: {
    name: string
    fallback: string
    paths: { pattern: string; targetGroupArn: string }[]
    tags: Record<string, string>
  },
): void {
  const made = act<CreateLoadBalancerCommandInput, CreateLoadBalancerCommandOutput>(
    world,
    elbv2,
    'CreateLoadBalancer',
    {
      Name: asked.name,
      Subnets: foundation.publicSubnets,
      SecurityGroups: [foundation.balancerGroup],
      Tags: awsTags(asked.tags),
    },
  )
  const listening = act<CreateListenerCommandInput, CreateListenerCommandOutput>(
    world,
    elbv2,
    'CreateListener',
    {
      LoadBalancerArn: made.LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: asked.fallback }],
    },
  )
  for (const [i, { pattern, targetGroupArn }] of asked.paths.entries()) {
    act<CreateRuleCommandInput>(world, elbv2, 'CreateRule', {
      ListenerArn: listening.Listeners?.[0]?.ListenerArn,
      Priority: (i + 1) * 10,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [pattern] } }],
      Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
    })
  }
}

import type {
  PutScalingPolicyCommandInput,
  RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling'
import { applicationAutoscaling } from '../../services/application-autoscaling/service.ts'
import type { World } from '../../world.ts'
import { act } from '../act.ts'

export type Scaling = {
  cluster: string
  service: string
  min: number
  max: number
  /** CPU utilisation that it aims at, percent. */
  cpu: number
  /** Whether it only ever adds tasks. */
  outOnly: boolean
}

/** Puts a service under Application Auto Scaling with target tracking on its CPU. */
export function scaleByCpu(world: World, { cluster, service, min, max, cpu, outOnly }: Scaling): void {
  const target = {
    ServiceNamespace: 'ecs' as const,
    ResourceId: `service/${cluster}/${service}`,
    ScalableDimension: 'ecs:service:DesiredCount' as const,
  }
  act<RegisterScalableTargetCommandInput>(world, applicationAutoscaling, 'RegisterScalableTarget', {
    ...target,
    MinCapacity: min,
    MaxCapacity: max,
  })
  act<PutScalingPolicyCommandInput>(world, applicationAutoscaling, 'PutScalingPolicy', {
    ...target,
    PolicyName: `${service}-cpu`,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: cpu,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      ScaleInCooldown: 600,
      ScaleOutCooldown: 180,
      DisableScaleIn: outOnly,
    },
  })
}

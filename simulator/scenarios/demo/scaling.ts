import type {
  PutScalingPolicyCommandInput,
  PutScheduledActionCommandInput,
  RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling'
import { applicationAutoscaling } from '../../services/application-autoscaling/service.ts'
import type { World } from '../../world.ts'
import { act } from '../act.ts'

type Scaled = { cluster: string; service: string; min: number; max: number }

/** Puts a service under Application Auto Scaling with target tracking on its CPU (percent); it only ever adds tasks. */
export function scaleOutByCpu(world: World, scaled: Scaled, cpu: number): void {
  act<PutScalingPolicyCommandInput>(world, applicationAutoscaling, 'PutScalingPolicy', {
    ...register(world, scaled),
    PolicyName: `${scaled.service}-cpu`,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: cpu,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      ScaleInCooldown: 600,
      ScaleOutCooldown: 180,
      DisableScaleIn: true,
    },
  })
}

/** Puts a service under Application Auto Scaling by the clock: at least `day` tasks from 06:00 UTC, `night` from 20:00. */
export function scaleByClock(
  world: World,
  scaled: Scaled,
  { day, night }: { day: number; night: number },
): void {
  const target = register(world, scaled)
  const times: [ScheduledActionName: string, hour: number, tasks: number][] = [
    ['morning', 6, day],
    ['evening', 20, night],
  ]
  for (const [ScheduledActionName, hour, tasks] of times) {
    act<PutScheduledActionCommandInput>(world, applicationAutoscaling, 'PutScheduledAction', {
      ...target,
      ScheduledActionName,
      Schedule: `cron(0 ${hour} * * ? *)`,
      ScalableTargetAction: { MinCapacity: tasks, MaxCapacity: tasks },
    })
  }
}

function register(world: World, { cluster, service, min, max }: Scaled) {
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
  return target
}

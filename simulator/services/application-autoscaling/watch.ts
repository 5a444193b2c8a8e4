import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling'
import type { World } from '../../world.ts'
import { floorTo, minuteMs, statistic } from '../cloudwatch/sample.ts'
import { samplesOf } from '../cloudwatch/sources.ts'
import { keepWithinBounds, recordOf, scale } from './scale.ts'
import { serviceOf, type Target } from './state.ts'

/** Metrics are looked at every so many minutes: often enough for alarms of three and fifteen, and cheap over weeks. */
const everyMinutes = 5
const highMinutes = 3
const lowMinutes = 15
/** A target-tracking policy scales in when its metric is a tenth below the target. */
const lowShare = 0.9

/** Metrics of ECS services that a policy may track. */
export const trackedMetrics: Partial<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'CPUUtilization',
  ECSServiceAverageMemoryUtilization: 'MemoryUtilization',
}

/** Looks after a target each simulated minute, for as long as it is registered. */
export function watch(world: World, target: Target): void {
  target.cancelWatch = world.after(minuteMs, () => {
    watch(world, target)
    target.minutes++
    if (!recordOf(world, target.made.ResourceId)) return
    keepWithinBounds(world, target)
    if (target.minutes % everyMinutes === 0)
      for (const policy of target.policies.values()) track(world, target, policy)
  })
}

/**
 * Target tracking: more tasks when the metric was above the target for three minutes, fewer when it was a tenth below
 * for fifteen. https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
function track(world: World, target: Target, policy: ScalingPolicy & { PolicyName: string }): void {
  const settings = policy.TargetTrackingScalingPolicyConfiguration
  const metric = trackedMetrics[settings?.PredefinedMetricSpecification?.PredefinedMetricType ?? '']
  const desired = recordOf(world, target.made.ResourceId)?.service.desiredCount
  if (!settings?.TargetValue || metric === undefined || !desired || world.now < target.restsUntil) return
  const { MinCapacity, MaxCapacity, SuspendedState } = target.made
  const aim = settings.TargetValue
  const wanted = (values: number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.min(Math.max(Math.ceil((desired * mean) / aim), MinCapacity), MaxCapacity)
  }
  const act = (capacity: number, alarm: string, cooldownSeconds: number | undefined) => {
    target.restsUntil = world.now + (cooldownSeconds ?? 300) * 1000
    const name = policy.Alarms?.find((each) => each.AlarmName?.includes(alarm))?.AlarmName
    scale(
      world,
      target,
      capacity,
      `monitor alarm ${name} in state ALARM triggered policy ${policy.PolicyName}`,
    )
  }
  // Most of the time the newest minute already says that there is no reason to look further back.
  const [newest] = lastMinutes(world, target, metric, 1)
  if (newest === undefined) return
  if (newest > aim) {
    if (desired >= MaxCapacity || SuspendedState?.DynamicScalingOutSuspended) return
    const high = lastMinutes(world, target, metric, highMinutes)
    if (high.length < highMinutes || high.some((value) => value <= aim)) return
    const capacity = wanted(high)
    if (capacity > desired) act(capacity, 'AlarmHigh', settings.ScaleOutCooldown)
  } else if (newest < aim * lowShare) {
    if (desired <= MinCapacity || settings.DisableScaleIn || SuspendedState?.DynamicScalingInSuspended) return
    const low = lastMinutes(world, target, metric, lowMinutes)
    if (low.length < lowMinutes || low.some((value) => value >= aim * lowShare)) return
    const capacity = wanted(low)
    if (capacity < desired) act(capacity, 'AlarmLow', settings.ScaleInCooldown)
  }
}

/** The service's averages in its last complete minutes; fewer when it did not run. */
function lastMinutes(world: World, target: Target, name: string, minutes: number): number[] {
  const service = serviceOf(target.made.ResourceId)
  if (!service) return []
  const dimensions = new Map([
    ['ClusterName', service.clusterName],
    ['ServiceName', service.serviceName],
  ])
  const end = floorTo(world.now, minuteMs)
  const samples = samplesOf(world, { namespace: 'AWS/ECS', name, dimensions }, end - minutes * minuteMs, end)
  return [...samples.values()].map((sample) => statistic(sample, 'Average'))
}

import type {
  Alarm,
  DeleteScalingPolicyCommandInput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  PutScalingPolicyCommandInput,
  PutScalingPolicyCommandOutput,
} from '@aws-sdk/client-application-auto-scaling'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { putAlarm, removeAlarms } from '../cloudwatch/alarm-operations.ts'
import { page, sortedBy } from '../page.ts'
import {
  invalidToken,
  newUuid,
  notSimulated,
  policyArn,
  scalingState,
  serviceOf,
  targetOf,
  validation,
} from './state.ts'
import { trackedMetrics } from './watch.ts'

/** Makes or changes a target-tracking policy on an ECS service's CPU or memory, with the two alarms that AWS makes. */
export function putScalingPolicy(
  input: PutScalingPolicyCommandInput,
  { world }: Call,
): Omit<PutScalingPolicyCommandOutput, '$metadata'> {
  const target = targetOf(world, input)
  const { PolicyName = '', ServiceNamespace, ResourceId = '', ScalableDimension } = input
  const settings = input.TargetTrackingScalingPolicyConfiguration
  const kind = input.PolicyType ?? target.policies.get(PolicyName)?.PolicyType ?? 'StepScaling'
  if (kind !== 'TargetTrackingScaling') throw notSimulated(`A scaling policy of type ${kind}`)
  if (settings?.TargetValue === undefined)
    throw validation('TargetTrackingScalingPolicyConfiguration with a TargetValue is required')
  const metric = trackedMetrics[settings.PredefinedMetricSpecification?.PredefinedMetricType ?? '']
  if (metric === undefined) throw notSimulated('Tracking of a metric other than ECS CPU and memory')
  const present = target.policies.get(PolicyName)
  const PolicyARN =
    present?.PolicyARN ?? policyArn(world, 'scalingPolicy', ResourceId, `policyName/${PolicyName}`)
  const Alarms = makeAlarms(world, ResourceId, PolicyARN, metric, settings.TargetValue, present?.Alarms)
  target.policies.set(PolicyName, {
    PolicyARN,
    PolicyName,
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: settings,
    Alarms,
    CreationTime: present?.CreationTime ?? new Date(world.now),
  })
  return { PolicyARN, Alarms }
}

export function describeScalingPolicies(
  input: DescribeScalingPoliciesCommandInput,
  { world }: Call,
): Omit<DescribeScalingPoliciesCommandOutput, '$metadata'> {
  const wanted = [...world.slice(scalingState).targets.values()]
    .flatMap((target) => [...target.policies.values()])
    .filter(
      (policy) =>
        policy.ServiceNamespace === input.ServiceNamespace &&
        (input.ResourceId === undefined || policy.ResourceId === input.ResourceId) &&
        (input.ScalableDimension === undefined || policy.ScalableDimension === input.ScalableDimension) &&
        (!input.PolicyNames?.length || input.PolicyNames.includes(policy.PolicyName)),
    )
  const key = (policy: (typeof wanted)[number]) => policy.PolicyARN ?? ''
  const cut = page(
    sortedBy(wanted, key),
    key,
    Math.min(input.MaxResults ?? 50, 50),
    input.NextToken,
    invalidToken,
  )
  return { ScalingPolicies: cut.items, ...(cut.nextToken === undefined ? {} : { NextToken: cut.nextToken }) }
}

export function deleteScalingPolicy(
  input: DeleteScalingPolicyCommandInput,
  { world }: Call,
): Record<string, never> {
  const { policies } = targetOf(world, input)
  const policy = policies.get(input.PolicyName ?? '')
  if (!policy)
    throw new AwsError(
      'ObjectNotFoundException',
      `No scaling policy found for policy name: ${input.PolicyName}`,
    )
  removeAlarms(
    world,
    (policy.Alarms ?? []).map((alarm) => alarm.AlarmName),
  )
  policies.delete(policy.PolicyName)
  return {}
}

function makeAlarms(
  world: World,
  resourceId: string,
  policyArn: string,
  metric: string,
  aim: number,
  present: Alarm[] | undefined,
): Alarm[] {
  const { clusterName = '', serviceName = '' } = serviceOf(resourceId) ?? {}
  const make = (side: 'AlarmHigh' | 'AlarmLow', periods: number, threshold: number): Alarm => {
    const AlarmName =
      present?.find((alarm) => alarm.AlarmName?.includes(side))?.AlarmName ??
      `TargetTracking-${resourceId}-${side}-${newUuid(world)}`
    const AlarmARN = putAlarm(world, {
      AlarmName,
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policyArn}.`,
      AlarmActions: [policyArn],
      Namespace: 'AWS/ECS',
      MetricName: metric,
      Dimensions: [
        { Name: 'ClusterName', Value: clusterName },
        { Name: 'ServiceName', Value: serviceName },
      ],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: periods,
      Threshold: threshold,
      ComparisonOperator: side === 'AlarmHigh' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    })
    return { AlarmName, AlarmARN }
  }
  return [make('AlarmHigh', 3, aim), make('AlarmLow', 15, aim * 0.9)]
}

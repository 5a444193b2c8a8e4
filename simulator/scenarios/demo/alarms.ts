import type { PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch'
import { cloudwatch } from '../../services/cloudwatch/service.ts'
import { act } from '../act.ts'
import type { Estate } from './estate.ts'

/** Alarms on services: two that are calm, two that are not. */
export function setAlarms({ world }: Estate): void {
  const onService = (
    ServiceName: string,
    MetricName: 'CPUUtilization' | 'MemoryUtilization',
    Threshold: number,
  ) =>
    act<PutMetricAlarmCommandInput>(world, cloudwatch, 'PutMetricAlarm', {
      AlarmName: `shop-prod-${ServiceName}-${MetricName === 'CPUUtilization' ? 'cpu' : 'memory'}-high`,
      AlarmDescription: `${ServiceName}: ${MetricName} above ${Threshold} %`,
      Namespace: 'AWS/ECS',
      MetricName,
      Dimensions: [
        { Name: 'ClusterName', Value: 'shop-prod' },
        { Name: 'ServiceName', Value: ServiceName },
      ],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold,
      TreatMissingData: 'missing',
    })
  onService('web', 'CPUUtilization', 85)
  onService('checkout', 'MemoryUtilization', 90)
  onService('payments', 'MemoryUtilization', 70)
  onService('payments', 'CPUUtilization', 75)
}

import * as sdk from '@aws-sdk/client-cloudwatch'
import type { Service } from '../../wire/service.ts'
import { deleteAlarms, describeAlarms, describeAlarmsForMetric, putMetricAlarm } from './alarm-operations.ts'
import { getMetricData } from './get-metric-data.ts'
import { getMetricStatistics } from './get-metric-statistics.ts'
import { listMetrics } from './list-metrics.ts'
import { putMetricData } from './stored-metrics.ts'

/** Metrics of what happens in the world, metrics that clients put, and alarms on both. */
export const cloudwatch: Service = {
  name: 'cloudwatch',
  sdk,
  signingName: 'monitoring',
  handlers: {
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
    PutMetricData: putMetricData,
    PutMetricAlarm: putMetricAlarm,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    DeleteAlarms: deleteAlarms,
  },
}

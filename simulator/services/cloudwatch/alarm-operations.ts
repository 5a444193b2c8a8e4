import type {
  DeleteAlarmsCommandInput,
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
  DescribeAlarmsForMetricCommandInput,
  DescribeAlarmsForMetricCommandOutput,
  PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page } from '../page.ts'
import { alarms, currentAlarms, type Alarm } from './alarm.ts'
import { dimensionsOf, metricKey } from './metric.ts'
import { checkPeriod, checkStatistic, invalidValue, notSimulated, validationError } from './refusal.ts'

/** Makes or replaces an alarm; a replaced one keeps its state. Answers with its ARN. */
export function putAlarm(world: World, input: PutMetricAlarmCommandInput): string {
  const { AlarmName = '', Tags, ...settings } = input
  const AlarmArn = `arn:aws:cloudwatch:${world.region}:${world.account}:alarm:${AlarmName}`
  const all = world.slice(alarms)
  const present = all.get(AlarmName)
  const alarm: Alarm = {
    ...settings,
    AlarmName,
    AlarmArn,
    ActionsEnabled: input.ActionsEnabled ?? true,
    OKActions: input.OKActions ?? [],
    AlarmActions: input.AlarmActions ?? [],
    InsufficientDataActions: input.InsufficientDataActions ?? [],
    Dimensions: input.Dimensions ?? [],
    AlarmConfigurationUpdatedTimestamp: new Date(world.now),
    StateValue: present?.alarm.StateValue ?? 'INSUFFICIENT_DATA',
    StateReason: present?.alarm.StateReason ?? 'Unchecked: Initial alarm creation',
    StateUpdatedTimestamp: present?.alarm.StateUpdatedTimestamp ?? new Date(world.now),
    StateTransitionedTimestamp: present?.alarm.StateTransitionedTimestamp ?? new Date(world.now),
  }
  const tags = present?.tags ?? new Map((Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
  all.set(AlarmName, { alarm, evaluatedAt: world.now, tags })
  return AlarmArn
}

/** Deletes alarms of which some may be gone already. */
export function removeAlarms(world: World, names: (string | undefined)[]): void {
  for (const name of names) world.slice(alarms).delete(name ?? '')
}

export function putMetricAlarm(input: PutMetricAlarmCommandInput, { world }: Call): Record<string, never> {
  if (input.ThresholdMetricId !== undefined) throw notSimulated('An anomaly detection alarm')
  if (!input.Metrics?.length) {
    if (input.MetricName === undefined || input.Namespace === undefined || input.Period === undefined)
      throw validationError('MetricName, Namespace and Period must be specified for a metric alarm')
    checkStatistic(input.Statistic ?? input.ExtendedStatistic ?? '')
    checkPeriod(input.Period)
  }
  if (input.Threshold === undefined) throw validationError('Threshold must be specified')
  if ((input.DatapointsToAlarm ?? 1) > (input.EvaluationPeriods ?? 1))
    throw validationError('DatapointsToAlarm must not be greater than EvaluationPeriods')
  putAlarm(world, input)
  return {}
}

export function describeAlarms(
  input: DescribeAlarmsCommandInput,
  { world }: Call,
): Omit<DescribeAlarmsCommandOutput, '$metadata'> {
  const wanted = currentAlarms(world).filter(
    (alarm) =>
      (!input.AlarmNames?.length || input.AlarmNames.includes(alarm.AlarmName)) &&
      (input.AlarmNamePrefix === undefined || alarm.AlarmName.startsWith(input.AlarmNamePrefix)) &&
      (input.StateValue === undefined || alarm.StateValue === input.StateValue) &&
      (input.ActionPrefix === undefined ||
        (alarm.AlarmActions ?? []).some((action) => action.startsWith(input.ActionPrefix ?? ''))) &&
      (!input.AlarmTypes?.length || input.AlarmTypes.includes('MetricAlarm')),
  )
  const cut = page(wanted, (alarm) => alarm.AlarmName, input.MaxRecords ?? 50, input.NextToken, invalidToken)
  return {
    MetricAlarms: cut.items,
    CompositeAlarms: [],
    ...(cut.nextToken === undefined ? {} : { NextToken: cut.nextToken }),
  }
}

export function describeAlarmsForMetric(
  input: DescribeAlarmsForMetricCommandInput,
  { world }: Call,
): Omit<DescribeAlarmsForMetricCommandOutput, '$metadata'> {
  return {
    MetricAlarms: currentAlarms(world).filter(
      (alarm) =>
        keyOf(alarm) === keyOf(input) &&
        (input.Statistic === undefined || alarm.Statistic === input.Statistic) &&
        (input.Period === undefined || alarm.Period === input.Period),
    ),
  }
}

/** Deletes alarms; when one of several is not there, none is deleted. */
export function deleteAlarms(input: DeleteAlarmsCommandInput, { world }: Call): Record<string, never> {
  const names = input.AlarmNames ?? []
  const all = world.slice(alarms)
  if (names.length > 100)
    throw invalidValue('The collection AlarmNames must not have a size greater than 100.')
  if (names.length > 1 && names.some((name) => !all.has(name)))
    throw new AwsError('ResourceNotFound', 'Not all of the alarms exist.', 404)
  removeAlarms(world, names)
  return {}
}

const invalidToken = () => new AwsError('InvalidNextToken', 'The next token is invalid.')

const keyOf = (of: { Namespace?: string; MetricName?: string; Dimensions?: Alarm['Dimensions'] }) =>
  metricKey({
    namespace: of.Namespace ?? '',
    name: of.MetricName ?? '',
    dimensions: dimensionsOf(of.Dimensions),
  })

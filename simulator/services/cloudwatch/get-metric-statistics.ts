import type {
  Datapoint,
  GetMetricStatisticsCommandInput,
  GetMetricStatisticsCommandOutput,
} from '@aws-sdk/client-cloudwatch'
import { AwsError, type Call } from '../../wire/service.ts'
import { dimensionsOf } from './metric.ts'
import { checkPeriod, checkStatistic, invalidCombination } from './refusal.ts'
import { floorTo, perPeriod, statistic } from './sample.ts'
import { samplesOf, unitOf } from './sources.ts'

/** Statistics of one metric, at most 1,440 datapoints. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export function getMetricStatistics(
  input: GetMetricStatisticsCommandInput,
  { world }: Call,
): Omit<GetMetricStatisticsCommandOutput, '$metadata'> {
  const { Namespace: namespace = '', MetricName: name = '', Period = 60, StartTime, EndTime } = input
  const statistics = input.Statistics ?? []
  const extended = input.ExtendedStatistics ?? []
  if (statistics.length + extended.length === 0)
    throw new AwsError(
      'MissingRequiredParameterException',
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    )
  for (const each of [...statistics, ...extended]) checkStatistic(each)
  checkPeriod(Period)
  const from = StartTime?.getTime() ?? 0
  const to = EndTime?.getTime() ?? 0
  if (from >= to) throw invalidCombination('The parameter StartTime must be less than the parameter EndTime.')
  const asked = Math.ceil((to - from) / (Period * 1000))
  if (asked > 1440)
    throw invalidCombination(
      `You have requested up to ${asked.toLocaleString('en-US')} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    )
  const metric = { namespace, name, dimensions: dimensionsOf(input.Dimensions) }
  const unit = unitOf(world, metric)
  if (input.Unit !== undefined && input.Unit !== unit) return { Label: name, Datapoints: [] }
  const samples = samplesOf(world, metric, floorTo(from, Period * 1000), to)
  return {
    Label: name,
    Datapoints: perPeriod(samples, Period * 1000).map(([at, sample]) => {
      const point: Datapoint = { Timestamp: new Date(at), Unit: unit as Datapoint['Unit'] }
      for (const each of statistics) point[each] = statistic(sample, each)
      if (extended.length > 0)
        point.ExtendedStatistics = Object.fromEntries(extended.map((each) => [each, statistic(sample, each)]))
      return point
    }),
  }
}

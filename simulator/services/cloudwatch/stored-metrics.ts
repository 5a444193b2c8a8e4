import type { PutMetricDataCommandInput } from '@aws-sdk/client-cloudwatch'
import { AwsError, type Call } from '../../wire/service.ts'
import type { Slice, World } from '../../world.ts'
import { dimensionsOf, metricKey, type Metric } from './metric.ts'
import { floorTo, join, minuteMs, type Sample, type Samples } from './sample.ts'

type Stored = { metric: Metric; unit: string; samples: Samples }

/** Metrics that clients put, minute by minute, by `metricKey`. */
export const storedMetrics: Slice<Map<string, Stored>> = { name: 'cloudwatch metrics', make: () => new Map() }

/** Minutes are kept for fifteen days; here at most this many of one metric. */
const keptMinutes = 15 * 24 * 60
const keptMetrics = 10_000

export function putMetricData(input: PutMetricDataCommandInput, { world }: Call): Record<string, never> {
  const { Namespace: namespace = '', MetricData = [] } = input
  if (namespace.startsWith('AWS/'))
    throw new AwsError('InvalidParameterValueException', 'The value AWS/ for parameter Namespace is invalid.')
  if (MetricData.length > 1000)
    throw new AwsError(
      'InvalidParameterValueException',
      'The collection MetricData must not have a size greater than 1000.',
    )
  for (const datum of MetricData) {
    const metric = { namespace, name: datum.MetricName ?? '', dimensions: dimensionsOf(datum.Dimensions) }
    const at = datum.Timestamp?.getTime() ?? world.now
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
    if (at < world.now - 14 * 24 * 3600_000 || at > world.now + 2 * 3600_000)
      throw new AwsError(
        'InvalidParameterValueException',
        'The parameter MetricData.member.1.Timestamp must specify a time no more than two weeks before the current date.',
      )
    store(world, metric, datum.Unit ?? 'None', at, sampleOf(datum))
  }
  return {}
}

/** Namespaces without a source of their own. */
export function storedSamples(world: World, metric: Metric, from: number, to: number): Samples | undefined {
  const stored = world.slice(storedMetrics).get(metricKey(metric))
  if (!stored) return undefined
  return new Map([...stored.samples].filter(([minute]) => minute >= from && minute < to))
}

function store(world: World, metric: Metric, unit: string, at: number, sample: Sample): void {
  const all = world.slice(storedMetrics)
  const key = metricKey(metric)
  let stored = all.get(key)
  if (!stored) {
    if (all.size >= keptMetrics) all.delete(all.keys().next().value ?? '')
    all.set(key, (stored = { metric, unit, samples: new Map() }))
  }
  const minute = floorTo(at, minuteMs)
  stored.samples.set(minute, join(stored.samples.get(minute), sample))
  if (stored.samples.size > keptMinutes) stored.samples.delete(Math.min(...stored.samples.keys()))
}

type Datum = NonNullable<PutMetricDataCommandInput['MetricData']>[number]

function sampleOf({ Value, Values, Counts, StatisticValues }: Datum): Sample {
  if (StatisticValues)
    return {
      sum: StatisticValues.Sum ?? 0,
      count: StatisticValues.SampleCount ?? 0,
      min: StatisticValues.Minimum ?? 0,
      max: StatisticValues.Maximum ?? 0,
    }
  const values = Values ?? (Value === undefined ? [] : [Value])
  if (values.length === 0)
    throw new AwsError(
      'MissingRequiredParameterException',
      'At least one of the parameters Value, Values or StatisticValues must be specified.',
    )
  const counts = values.map((_, i) => Counts?.[i] ?? 1)
  return {
    sum: values.reduce((sum, value, i) => sum + value * (counts[i] ?? 1), 0),
    count: counts.reduce((sum, each) => sum + each, 0),
    min: Math.min(...values),
    max: Math.max(...values),
    values,
  }
}

import type { MetricAlarm, MetricDataQuery, StateValue } from '@aws-sdk/client-cloudwatch'
import type { Slice, World } from '../../world.ts'
import { seriesOf } from './get-metric-data.ts'
import { floorTo, minuteMs } from './sample.ts'

export type Alarm = MetricAlarm & { AlarmName: string; AlarmArn: string }
type Kept = { alarm: Alarm; evaluatedAt: number; tags: Map<string, string> }

export const alarms: Slice<Map<string, Kept>> = { name: 'cloudwatch alarms', make: () => new Map() }

/** An alarm that was not looked at for longer than this is evaluated from here on. */
const lookBackMs = 3 * 3600_000

/** Every alarm, by name, with its state at the world's present. */
export function currentAlarms(world: World): Alarm[] {
  return [...world.slice(alarms).values()]
    .map((kept) => {
      bringUpToDate(world, kept)
      return kept.alarm
    })
    .sort((a, b) => (a.AlarmName < b.AlarmName ? -1 : 1))
}

/** Evaluates an alarm at each minute since it was last looked at, so that the time of its last change is true. */
function bringUpToDate(world: World, kept: Kept): void {
  const now = floorTo(world.now, minuteMs)
  const since = Math.max(kept.evaluatedAt, now - lookBackMs)
  if (since >= now) return
  const { alarm } = kept
  const periodMs =
    (alarm.Period ?? alarm.Metrics?.find((each) => each.MetricStat)?.MetricStat?.Period ?? 60) * 1000
  const needed = alarm.EvaluationPeriods ?? 1
  const points = pointsOf(world, alarm, since - (needed + 1) * periodMs, now)
  for (let at = since + minuteMs; at <= now; at += minuteMs) {
    const end = floorTo(at, periodMs)
    const window = Array.from({ length: needed }, (_, i) => points.get(end - (i + 1) * periodMs))
    const { state, reason } = judge(alarm, window)
    if (state === alarm.StateValue) continue
    alarm.StateValue = state
    alarm.StateReason = reason
    alarm.StateUpdatedTimestamp = new Date(at)
    alarm.StateTransitionedTimestamp = new Date(at)
  }
  kept.evaluatedAt = now
}

function pointsOf(world: World, alarm: Alarm, from: number, to: number): ReadonlyMap<number, number> {
  const queries: MetricDataQuery[] = alarm.Metrics?.length
    ? alarm.Metrics
    : [
        {
          Id: 'm1',
          MetricStat: {
            Metric: {
              Namespace: alarm.Namespace,
              MetricName: alarm.MetricName,
              Dimensions: alarm.Dimensions,
            },
            Period: alarm.Period,
            Stat: alarm.Statistic ?? alarm.ExtendedStatistic,
          },
        },
      ]
  const result = queries.find((query) => query.ReturnData !== false)
  return seriesOf(world, queries, from, to).get(result?.Id ?? '')?.points ?? new Map<number, number>()
}

const comparisons: Partial<
  Record<string, { words: string; breaches: (value: number, threshold: number) => boolean }>
> = {
  GreaterThanThreshold: { words: 'greater than', breaches: (value, threshold) => value > threshold },
  GreaterThanOrEqualToThreshold: {
    words: 'greater than or equal to',
    breaches: (value, threshold) => value >= threshold,
  },
  LessThanThreshold: { words: 'less than', breaches: (value, threshold) => value < threshold },
  LessThanOrEqualToThreshold: {
    words: 'less than or equal to',
    breaches: (value, threshold) => value <= threshold,
  },
}

/** M of N, newest period first; https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html */
export function judge(
  alarm: MetricAlarm,
  window: (number | undefined)[],
): { state: StateValue; reason: string } {
  const comparison = comparisons[alarm.ComparisonOperator ?? '']
  const threshold = alarm.Threshold ?? 0
  const needed = alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods ?? 1
  const missing = alarm.TreatMissingData ?? 'missing'
  const known = window.filter((value) => value !== undefined)
  if (known.length === 0 && missing === 'ignore')
    return { state: alarm.StateValue ?? 'INSUFFICIENT_DATA', reason: alarm.StateReason ?? '' }
  if (known.length === 0 && missing === 'missing')
    return {
      state: 'INSUFFICIENT_DATA',
      reason: `Insufficient Data: ${window.length} datapoints were unknown.`,
    }
  const breaching =
    known.filter((value) => comparison?.breaches(value, threshold)).length +
    (missing === 'breaching' ? window.length - known.length : 0)
  const values = known.slice(0, 3).map((value) => value.toFixed(4))
  if (breaching >= needed)
    return {
      state: 'ALARM',
      reason: `Threshold Crossed: ${breaching} out of the last ${window.length} datapoints [${values.join(', ')}] were ${comparison?.words} the threshold (${threshold}) (minimum ${needed} datapoints for OK -> ALARM transition).`,
    }
  return {
    state: 'OK',
    reason: `Threshold Crossed: ${window.length - breaching} out of the last ${window.length} datapoints [${values.join(', ')}] were not ${comparison?.words} the threshold (${threshold}).`,
  }
}

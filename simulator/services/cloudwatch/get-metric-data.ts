import type {
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch'
import type { Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { evaluate, type Series } from './expression.ts'
import { labelOf } from './label.ts'
import { dimensionsOf } from './metric.ts'
import { checkPeriod, checkStatistic, invalidValue, validationError } from './refusal.ts'
import { floorTo, perPeriod, statistic } from './sample.ts'
import { samplesOf, unitOf } from './sources.ts'

const maxDatapoints = 100_800

/**
 * Up to 500 metrics and expressions, 100,800 datapoints a page; what does not fit goes on the next page.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function getMetricData(
  input: GetMetricDataCommandInput,
  { world }: Call,
): Omit<GetMetricDataCommandOutput, '$metadata'> {
  const queries = input.MetricDataQueries ?? []
  check(input, queries)
  const from = input.StartTime?.getTime() ?? 0
  const to = input.EndTime?.getTime() ?? 0
  const series = seriesOf(world, queries, from, to)
  const ascending = input.ScanBy === 'TimestampAscending'
  const limit = Math.min(input.MaxDatapoints ?? maxDatapoints, maxDatapoints)
  let skip = offsetOf(input.NextToken)
  const offset = skip
  let room = limit
  let more = false
  const results: MetricDataResult[] = []
  for (const query of queries) {
    if (query.ReturnData === false) continue
    const points = series.get(query.Id ?? '')?.points ?? new Map<number, number>()
    const all = [...points].sort(([a], [b]) => (ascending ? a - b : b - a))
    const rest = all.slice(Math.min(skip, all.length))
    skip = Math.max(skip - all.length, 0)
    if (offset > 0 && rest.length === 0 && all.length > 0) continue
    const shown = rest.slice(0, room)
    room -= shown.length
    const whole = shown.length === rest.length
    more ||= !whole
    if (!whole && shown.length === 0) continue
    results.push({
      Id: query.Id,
      Label: labelOf(query, points),
      Timestamps: shown.map(([at]) => new Date(at)),
      Values: shown.map(([, value]) => value),
      StatusCode: whole ? 'Complete' : 'PartialData',
    })
  }
  return {
    MetricDataResults: results,
    Messages: [],
    ...(more ? { NextToken: Buffer.from(`points:${offset + limit}`).toString('base64url') } : {}),
  }
}

/** The points of every query by its id, expressions worked out from the others. */
export function seriesOf(
  world: World,
  queries: MetricDataQuery[],
  from: number,
  to: number,
): Map<string, Series> {
  const byId = new Map(queries.map((query) => [query.Id ?? '', query]))
  const done = new Map<string, Series>()
  const under = new Set<string>()
  const find = (id: string): Series => {
    const known = done.get(id)
    if (known) return known
    const query = byId.get(id)
    if (!query) throw validationError(`Error in expression: Id '${id}' is not defined`)
    if (under.has(id)) throw validationError(`Error in expression '${id}': it refers to itself`)
    under.add(id)
    const made = query.MetricStat
      ? metricSeries(world, query.MetricStat, from, to)
      : evaluate(query.Expression ?? '', { find, metrics: () => metricIds(queries).map(find) })
    done.set(id, made)
    return made
  }
  for (const id of byId.keys()) find(id)
  return done
}

const metricIds = (queries: MetricDataQuery[]) =>
  queries.flatMap((query) => (query.MetricStat ? (query.Id ?? []) : []))

function metricSeries(
  world: World,
  { Metric, Period = 60, Stat = '', Unit }: NonNullable<MetricDataQuery['MetricStat']>,
  from: number,
  to: number,
): Series {
  checkPeriod(Period)
  checkStatistic(Stat)
  const periodMs = Period * 1000
  const metric = {
    namespace: Metric?.Namespace ?? '',
    name: Metric?.MetricName ?? '',
    dimensions: dimensionsOf(Metric?.Dimensions),
  }
  const points = new Map<number, number>()
  if (Unit === undefined || Unit === unitOf(world, metric))
    for (const [at, sample] of perPeriod(samplesOf(world, metric, floorTo(from, periodMs), to), periodMs))
      points.set(at, statistic(sample, Stat))
  return { points, periodMs, from: floorTo(from, periodMs), to }
}

function check(input: GetMetricDataCommandInput, queries: MetricDataQuery[]): void {
  if (queries.length > 500)
    throw validationError('The collection MetricDataQueries must not have a size greater than 500.')
  if ((input.StartTime?.getTime() ?? 0) >= (input.EndTime?.getTime() ?? 0))
    throw validationError('The parameter StartTime must be less than the parameter EndTime.')
  const ids = new Set<string>()
  for (const { Id = '', MetricStat, Expression } of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id))
      throw validationError(
        `The value ${Id} for parameter MetricDataQueries.member.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$`,
      )
    if (ids.has(Id)) throw validationError('The values for parameter id in MetricDataQueries are not unique.')
    ids.add(Id)
    if ((MetricStat === undefined) === (Expression === undefined))
      throw validationError(
        `Exactly one of the parameters MetricStat and Expression must be specified for '${Id}'.`,
      )
  }
}

function offsetOf(token: string | undefined): number {
  if (token === undefined) return 0
  const match = /^points:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!match) throw invalidValue('The value for parameter NextToken is invalid.')
  return Number(match[1])
}

import 'server-only'
import {
  CloudWatchClient,
  GetMetricData$,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch'
import type { Problem } from '@/lib/api/error'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call } from './call'
import { listOf, malformed } from './check'
import { type AwsService, now } from './connection'
import { type Found, loader } from './loader'
import { type MetricSeries, seriesOf, windowOf } from './metric-points'
import { pages } from './pages'

export type { MetricSeries } from './metric-points'

/** One metric over a window that ends now; `stat` as CloudWatch names it, e.g. `Average`. */
export type MetricQuery = {
  namespace: string
  metricName: string
  dimensions: Record<string, string>
  stat: string
  periodSeconds: number
  windowSeconds: number
}

const cloudwatch: AwsService<CloudWatchClient> = {
  name: 'cloudwatch',
  iamPrefix: 'cloudwatch',
  create: (config) => new CloudWatchClient(config),
}
const action = actionOf(cloudwatch, GetMetricData$)

/** The series of a metric; all null values when CloudWatch has none. Queries of the same tick share calls. */
export function metricSeries(
  scope: Scope,
  query: MetricQuery,
  options: ReadOptions = {},
): Promise<Read<MetricSeries>> {
  const { dimensions, periodSeconds, windowSeconds } = query
  const sorted = Object.fromEntries(Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const key = JSON.stringify({ ...query, dimensions: sorted })
  // A call has one window, so queries of the same window and period are joined.
  const group = `${windowSeconds}/${periodSeconds}`
  return series.one(scope, group, key, { freshness: 'slow', ...options }) as Promise<Read<MetricSeries>>
}

/** 500 queries a call: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const series = loader<MetricSeries>({
  service: cloudwatch,
  operation: GetMetricData$,
  most: 500,
  path: () => 'cloudwatch',
  batch: async (scope, group, keys, sent) => {
    const [windowSeconds = 0, periodSeconds = 60] = group.split('/').map(Number)
    const window = windowOf(now(scope), periodSeconds, windowSeconds)
    const { value, error } = await pages(scope, action, async (NextToken) => {
      const reply = await call(scope, cloudwatch, GetMetricData$, sent, (client, how) =>
        client.send(
          new GetMetricDataCommand({
            StartTime: new Date(window.start),
            EndTime: new Date(window.end),
            ScanBy: 'TimestampAscending',
            MetricDataQueries: keys.map((key, index) => wireQuery(key, index)),
            NextToken,
          }),
          how,
        ),
      )
      return { items: listOf(reply.MetricDataResults, 'MetricDataResults', action), next: reply.NextToken }
    })
    const byId = new Map<string, MetricDataResult[]>()
    for (const result of value) byId.set(result.Id ?? '', [...(byId.get(result.Id ?? '') ?? []), result])
    return new Map(
      keys.flatMap((key, index): [string, Found<MetricSeries>][] => {
        const results = byId.get(`q${index}`)
        const problem = error ?? results?.map(problemOfResult).find((found) => found !== undefined)
        if (problem !== undefined) return [[key, { problem }]]
        if (results === undefined) return []
        return [[key, { value: seriesOf(results.flatMap(pointsOf), window, periodSeconds) }]]
      }),
    )
  },
})

function wireQuery(key: string, index: number) {
  const { namespace, metricName, dimensions, stat, periodSeconds } = JSON.parse(key) as MetricQuery
  return {
    Id: `q${index}`,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: stat,
    },
  }
}

function pointsOf({ Timestamps = [], Values = [] }: MetricDataResult): { at: number; value: number }[] {
  return Timestamps.flatMap((time, index) => {
    const value = Values[index]
    return value === undefined ? [] : [{ at: time.getTime(), value }]
  })
}

/** A result has a status of its own beside the call's. */
function problemOfResult({ StatusCode, Timestamps, Values }: MetricDataResult): Problem | undefined {
  if (StatusCode === 'Forbidden')
    return { code: 'forbidden', message: `This connection's role may not call ${action}.`, iamAction: action }
  if (StatusCode === 'InternalError')
    return { code: 'unavailable', message: 'CloudWatch failed to read this metric.' }
  // Each value is told apart by its place only.
  if (Timestamps?.length !== Values?.length)
    return malformed(action, 'a metric has not as many values as times').problem
  return undefined
}

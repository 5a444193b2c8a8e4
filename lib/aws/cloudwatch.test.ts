import { afterEach, expect, test } from 'vitest'
import { metricSeries } from './cloudwatch'
import { configure, startWire, type Wire } from './test-wire'

let wire: Wire
afterEach(() => wire.close())

const query = (service: string) => ({
  namespace: 'AWS/ECS',
  metricName: 'CPUUtilization',
  dimensions: { ServiceName: service, ClusterName: 'c' },
  stat: 'Average',
  periodSeconds: 60,
  windowSeconds: 3 * 3600,
})
type Query = { Id: string; MetricStat: { Metric: { Dimensions: { Name: string; Value: string }[] } } }
const serviceIn = ({ MetricStat }: Query) =>
  MetricStat.Metric.Dimensions.find(({ Name }) => Name === 'ServiceName')?.Value ?? ''

test('501 metrics take two calls of one window; pages of one metric are joined', async () => {
  const noon = Date.parse('2030-01-01T12:00:30Z')
  wire = await startWire(({ input }) => {
    const queries = input.MetricDataQueries as Query[]
    const start = input.StartTime as number
    const page = Number(input.NextToken ?? 0)
    return {
      headers: { date: new Date(noon).toUTCString() },
      body: {
        MetricDataResults: queries.map((asked) => ({
          Id: asked.Id,
          StatusCode: page === 0 ? 'PartialData' : 'Complete',
          Timestamps: [start + 60 * page],
          Values: [Number(serviceIn(asked)) + page / 10],
        })),
        ...(page === 0 && { NextToken: '1' }),
      },
    }
  })
  const scope = configure(wire.endpoint)
  const reads = await Promise.all(
    Array.from({ length: 501 }, (_, index) => metricSeries(scope, query(`${index}`))),
  )
  const firstPages = wire.calls.filter(({ input }) => input.NextToken === undefined)
  expect(firstPages.map(({ input }) => (input.MetricDataQueries as Query[]).length)).toEqual([500, 1])
  for (const [index, read] of reads.entries()) {
    if (!read.ok) throw new Error(read.error.message)
    expect(read.value.values).toHaveLength(180)
    expect(read.value.values.slice(0, 3)).toEqual([index, index + 0.1, null])
    expect(read.value.last?.at).toBe(read.value.start + 60_000)
  }
})

test('a metric may be denied, broken or left out by itself', async () => {
  wire = await startWire(({ input }) => ({
    body: {
      MetricDataResults: (input.MetricDataQueries as Query[]).flatMap((asked) => {
        const service = serviceIn(asked)
        const results: Record<string, object> = {
          none: { StatusCode: 'Complete', Timestamps: [], Values: [] },
          denied: { StatusCode: 'Forbidden', Timestamps: [], Values: [] },
          broken: { StatusCode: 'InternalError', Timestamps: [], Values: [] },
          crooked: { StatusCode: 'Complete', Timestamps: [1, 2], Values: [1] },
        }
        return results[service] === undefined ? [] : [{ Id: asked.Id, ...results[service] }]
      }),
    },
  }))
  const scope = configure(wire.endpoint)
  const [none, ...others] = await Promise.all(
    ['none', 'denied', 'broken', 'crooked', 'absent'].map((service) => metricSeries(scope, query(service))),
  )
  expect(none).toMatchObject({ ok: true, value: { last: null } })
  expect(others).toMatchObject([
    { ok: false, error: { code: 'forbidden', iamAction: 'cloudwatch:GetMetricData' } },
    { ok: false, error: { code: 'unavailable' } },
    { ok: false, error: { code: 'unavailable' } },
    { ok: false, error: { code: 'unavailable' } },
  ])
})

import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../test-world.ts'
import { dimensionOf } from './load-balancer-metrics.ts'

const minute = 60_000
const account = '400000000020'
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12) })
  simulator.worlds.play({ account, region: 'eu-west-1' }, { name: 'demo' })
})
afterAll(() => simulator.close())

test("a load balancer counts the requests of its groups, and each request's status", async () => {
  const { world, client } = testWorld(simulator, account)
  const { TargetGroups = [] } = await new ElasticLoadBalancingV2(client).describeTargetGroups({
    Names: ['shop-prod-web'],
  })
  const TargetGroup = dimensionOf(TargetGroups[0]?.TargetGroupArn ?? '')
  const LoadBalancer = dimensionOf(TargetGroups[0]?.LoadBalancerArns?.[0] ?? '')
  const cloudwatch = new CloudWatch(client)
  const ask = async (MetricName: string, Stat: string, dimensions: Record<string, string>) => {
    const { MetricDataResults } = await cloudwatch.getMetricData({
      StartTime: new Date(world.now - 60 * minute),
      EndTime: new Date(world.now),
      MetricDataQueries: [
        {
          Id: 'm',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/ApplicationELB',
              MetricName,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: 3600,
            Stat,
          },
        },
      ],
    })
    return MetricDataResults?.[0]?.Values?.[0] ?? 0
  }
  const group = { TargetGroup, LoadBalancer }
  const requests = await ask('RequestCount', 'Sum', group)
  expect(requests).toBeGreaterThan(10_000)
  expect(await ask('RequestCount', 'Sum', { LoadBalancer })).toBeGreaterThan(requests)
  const answers = await Promise.all(
    ['2XX', '4XX', '5XX'].map((code) => ask(`HTTPCode_Target_${code}_Count`, 'Sum', group)),
  )
  expect(answers.reduce((sum, count) => sum + count, 0)).toBe(requests)
  const [middle, slow] = [
    await ask('TargetResponseTime', 'p50', group),
    await ask('TargetResponseTime', 'p99', group),
  ]
  expect(middle).toBeGreaterThan(0.01)
  expect(slow).toBeGreaterThan(middle)
})

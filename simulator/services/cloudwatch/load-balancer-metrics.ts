import type { World } from '../../world.ts'
import { fraction } from '../../random.ts'
import { ecsState } from '../ecs/state.ts'
import { livesOf, runOf } from '../ecs/task-history.ts'
import { balancersOf } from '../elbv2/ways.ts'
import { arn, elbv2State } from '../elbv2/state.ts'
import { hasOnly, type Metric, type MetricSource } from './metric.ts'
import { join, type Sample, type Samples } from './sample.ts'
import { minutesOf } from './task-usage.ts'

const namespace = 'AWS/ApplicationELB'
const names = [
  'RequestCount',
  'TargetResponseTime',
  'HTTPCode_Target_2XX_Count',
  'HTTPCode_Target_4XX_Count',
  'HTTPCode_Target_5XX_Count',
]

/**
 * `AWS/ApplicationELB`: requests, response times and status codes of a target group or of a whole load balancer, from
 * the requests that its images' behaviours receive. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export const loadBalancerMetrics: MetricSource = {
  namespace,
  unitOf: (name) => (name === 'TargetResponseTime' ? 'Seconds' : 'Count'),

  samples(world, { name, dimensions }, from, to) {
    if (!names.includes(name)) return undefined
    const groups = groupsOf(world, dimensions)
    if (!groups) return undefined
    const samples: Samples = new Map()
    for (const groupArn of groups)
      for (const [minute, requests] of requestsOf(world, groupArn, from, to)) {
        const sample = measured(world, name, groupArn, minute, requests)
        if (sample) samples.set(minute, join(samples.get(minute), sample))
      }
    return samples
  },

  list(world) {
    const state = world.slice(elbv2State)
    return [...state.groups.keys()].flatMap((groupArn) =>
      balancersOf(state, groupArn).flatMap((balancerArn) => {
        const LoadBalancer = dimensionOf(balancerArn)
        return names.flatMap((name): Metric[] => [
          { namespace, name, dimensions: new Map([['LoadBalancer', LoadBalancer]]) },
          {
            namespace,
            name,
            dimensions: new Map([
              ['TargetGroup', dimensionOf(groupArn)],
              ['LoadBalancer', LoadBalancer],
            ]),
          },
        ])
      }),
    )
  },
}

/** What CloudWatch calls a resource: `app/shop/50dc…`, `targetgroup/web/73e2…`. */
export function dimensionOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1).replace(/^loadbalancer\//, '')
}

function groupsOf(world: World, dimensions: ReadonlyMap<string, string>): string[] | undefined {
  const state = world.slice(elbv2State)
  const ofGroup = hasOnly(dimensions, 'TargetGroup', 'LoadBalancer')
  if (!ofGroup && !hasOnly(dimensions, 'LoadBalancer')) return undefined
  const asked = ofGroup ? [arn(world, dimensions.get('TargetGroup') ?? '')] : state.groups.keys()
  const balancer = dimensions.get('LoadBalancer')
  const found = [...asked].filter((each) =>
    balancersOf(state, each).some((balancerArn) => dimensionOf(balancerArn) === balancer),
  )
  return found.length > 0 ? found : undefined
}

/** Requests by minute that the tasks behind a group answered. */
function requestsOf(world: World, groupArn: string, from: number, to: number): Map<number, number> {
  const requests = new Map<number, number>()
  for (const cluster of ecsState(world).clusters.values())
    for (const service of cluster.services.values()) {
      const target = service.config.loadBalancers?.find((each) => each.targetGroupArn === groupArn)
      if (!target) continue
      for (const life of livesOf(world, { clusterName: cluster.name, serviceName: service.name }, from, to)) {
        const run = life.runs.find((each) => each.name === target.containerName)
        const perMinute = run && runOf(world, life, run).behaviour.requestsPerMinute
        if (perMinute)
          for (const minute of minutesOf(life, from, to)) requests.set(minute, perMinute(world.seed, minute))
      }
    }
  return requests
}

function measured(
  world: World,
  name: string,
  groupArn: string,
  minute: number,
  requests: number,
): Sample | undefined {
  const luck = (what: string) => fraction(world.seed, groupArn, what, minute)
  const errors = Math.round(requests * 0.0025 * luck('5xx'))
  const missing = Math.round(requests * (0.01 + 0.01 * luck('4xx')))
  if (name === 'HTTPCode_Target_5XX_Count') return errors > 0 ? count(errors) : undefined
  if (name === 'HTTPCode_Target_4XX_Count') return missing > 0 ? count(missing) : undefined
  if (name === 'HTTPCode_Target_2XX_Count') return count(Math.max(requests - errors - missing, 0))
  if (name === 'RequestCount') return count(requests)
  if (requests === 0) return undefined
  const middle = 0.035 + 0.03 * luck('seconds')
  const values = Array.from({ length: 20 }, (_, i) => middle * (0.4 + 1.2 * (i / 19)) + 0.6 * (i / 19) ** 12)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { sum: mean * requests, count: requests, min: values[0] ?? 0, max: values.at(-1) ?? 0, values }
}

/** A count is published as its sum, one sample for each request. */
const count = (sum: number): Sample => ({
  sum,
  count: Math.max(sum, 1),
  min: sum > 0 ? 1 : 0,
  max: sum > 0 ? 1 : 0,
})

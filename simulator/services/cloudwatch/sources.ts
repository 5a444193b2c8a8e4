import type { World } from '../../world.ts'
import { containerInsights } from './container-insights.ts'
import { ecsMetrics } from './ecs-metrics.ts'
import { loadBalancerMetrics } from './load-balancer-metrics.ts'
import type { Metric, MetricSource } from './metric.ts'
import { floorTo, minuteMs, type Samples } from './sample.ts'
import { storedMetrics, storedSamples } from './stored-metrics.ts'

const sources: MetricSource[] = [ecsMetrics, loadBalancerMetrics, containerInsights]

/** How long one-minute data is kept. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
const keptMs = 15 * 24 * 3600_000

/**
 * The complete minutes of a metric in `[from, to)`, epoch ms; empty for a metric that does not exist, as CloudWatch
 * answers. A minute is published once it is over, so that it never changes when it is asked for again.
 */
export function samplesOf(world: World, metric: Metric, from: number, to: number): Samples {
  const start = Math.max(floorTo(from, minuteMs), floorTo(world.now - keptMs, minuteMs))
  const source = sources.find((each) => each.namespace === metric.namespace)
  const stored = storedSamples(world, metric, start, to)
  if (stored) return stored
  const end = Math.min(to, floorTo(world.now, minuteMs))
  return source && start < end ? (source.samples(world, metric, start, end) ?? new Map()) : new Map()
}

export function unitOf(world: World, metric: Metric): string {
  for (const stored of world.slice(storedMetrics).values())
    if (stored.metric.namespace === metric.namespace && stored.metric.name === metric.name) return stored.unit
  return sources.find((each) => each.namespace === metric.namespace)?.unitOf(metric.name) ?? 'None'
}

/** Every metric, of one namespace if it is named, that had data between two times. */
export function listMetricsOf(world: World, from: number, to: number, namespace?: string): Metric[] {
  const stored = [...world.slice(storedMetrics).values()]
    .filter(({ samples }) => [...samples.keys()].some((minute) => minute >= from && minute < to))
    .map(({ metric }) => metric)
  const asked = sources.filter((source) => namespace === undefined || source.namespace === namespace)
  return [...asked.flatMap((source) => source.list(world, from, to)), ...stored]
}

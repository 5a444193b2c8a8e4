import type { Dimension } from '@aws-sdk/client-cloudwatch'
import type { World } from '../../world.ts'
import type { Samples } from './sample.ts'

/** A metric's identity. */
export type Metric = { namespace: string; name: string; dimensions: ReadonlyMap<string, string> }

/**
 * Where the metrics of a namespace come from. Nothing is stored: `samples` works out the minutes of `[from, to)` from
 * what happened (the caller asks for complete minutes only), and answers undefined for a metric it does not publish.
 */
export type MetricSource = {
  namespace: string
  unitOf(name: string): string
  samples(world: World, metric: Metric, from: number, to: number): Samples | undefined
  list(world: World, from: number, to: number): Metric[]
}

export function dimensionsOf(dimensions: Dimension[] | undefined): Map<string, string> {
  return new Map((dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]))
}

export function dimensionList(dimensions: ReadonlyMap<string, string>): { Name: string; Value: string }[] {
  return [...dimensions].map(([Name, Value]) => ({ Name, Value }))
}

/** One string for one metric, whatever the order of its dimensions. */
export function metricKey({ namespace, name, dimensions }: Metric): string {
  return JSON.stringify([namespace, name, ...[...dimensions].sort(([a], [b]) => (a < b ? -1 : 1)).flat()])
}

/** Whether the dimensions are exactly those named. */
export function hasOnly(dimensions: ReadonlyMap<string, string>, ...names: string[]): boolean {
  return dimensions.size === names.length && names.every((name) => dimensions.has(name))
}

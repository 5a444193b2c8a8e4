import type { World } from '../../world.ts'
import { ecsState, type ClusterRecord } from '../ecs/state.ts'
import { livesOf, type TaskLife } from '../ecs/task-history.ts'
import { insightsMetrics, type Level } from './insights-metrics.ts'
import type { Metric, MetricSource } from './metric.ts'
import { measure, minuteMs, type Samples } from './sample.ts'
import { eachTaskMinute, minutesOf } from './task-usage.ts'

const namespace = 'ECS/ContainerInsights'

/**
 * `ECS/ContainerInsights`, as the cluster's `containerInsights` setting says: `enabled` has services, families and the
 * cluster, `enhanced` tasks and containers too. A metric of several tasks is their sum where it is an amount.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html
 */
export const containerInsights: MetricSource = {
  namespace,
  unitOf: (name) => insightsMetrics[name]?.unit ?? 'Count',

  samples(world, { name, dimensions }, from, to) {
    const cluster = ecsState(world).clusters.get(dimensions.get('ClusterName') ?? '')
    const metric = insightsMetrics[name]
    if (!cluster || !metric || modeOf(cluster) === 'disabled') return undefined
    const level = levelOf(dimensions)
    if (!level || !metric.levels.includes(level)) return undefined
    if ((level === 'task' || level === 'container') && modeOf(cluster) !== 'enhanced') return undefined
    const where = whereOf(cluster.name, dimensions)
    const lives = livesOf(world, where, from, to)
    const { value, count } = metric
    const samples: Samples = new Map()
    if (value) {
      const amounts = new Map<number, number>()
      eachTaskMinute(
        world,
        lives,
        from,
        to,
        (minute, usage) => {
          const amount = value(usage, dimensions.get('ContainerName'))
          if (amount === undefined) return
          if (metric.unit === 'Percent') measure(samples, minute, amount)
          else amounts.set(minute, (amounts.get(minute) ?? 0) + amount)
        },
        (life) => isOf(life, dimensions),
      )
      for (const [minute, amount] of amounts) measure(samples, minute, amount)
    } else if (count) {
      for (let minute = from; minute < to; minute += minuteMs) {
        const amount = count(lives, minute, cluster)
        if (amount !== undefined) measure(samples, minute, amount)
      }
    }
    return samples
  },

  list(world, from, to) {
    return [...ecsState(world).clusters.values()].flatMap((cluster) => metricsOf(world, cluster, from, to))
  },
}

/** The cluster's `containerInsights` setting; `disabled` when it has none. */
export function modeOf({ cluster }: ClusterRecord): string {
  return cluster.settings?.find((setting) => setting.name === 'containerInsights')?.value ?? 'disabled'
}

function levelOf(dimensions: ReadonlyMap<string, string>): Level | undefined {
  const names = [...dimensions.keys()].sort().join(' ')
  const owner = dimensions.has('ServiceName') ? 'ServiceName' : 'TaskDefinitionFamily'
  const levels: Record<string, Level> = {
    ClusterName: 'cluster',
    [`ClusterName ${owner}`]: owner === 'ServiceName' ? 'service' : 'family',
    [`ClusterName ${owner} TaskId`]: 'task',
    [`ClusterName ContainerName ${owner} TaskId`]: 'container',
  }
  return levels[names]
}

function whereOf(clusterName: string, dimensions: ReadonlyMap<string, string>) {
  const serviceName = dimensions.get('ServiceName')
  const family = dimensions.get('TaskDefinitionFamily')
  return {
    clusterName,
    ...(serviceName === undefined ? {} : { serviceName }),
    ...(family === undefined ? {} : { family }),
  }
}

function isOf(life: TaskLife, dimensions: ReadonlyMap<string, string>): boolean {
  const taskId = dimensions.get('TaskId')
  return taskId === undefined || life.taskId === taskId
}

function metricsOf(world: World, cluster: ClusterRecord, from: number, to: number): Metric[] {
  const mode = modeOf(cluster)
  if (mode === 'disabled') return []
  const found = new Map<string, { level: Level; dimensions: [string, string][] }>()
  const add = (level: Level, ...dimensions: [string, string][]) =>
    found.set(JSON.stringify(dimensions), { level, dimensions })
  add('cluster')
  for (const life of livesOf(world, { clusterName: cluster.name }, from, to)) {
    if (minutesOf(life, from, to).length === 0) continue
    const owners: [string, string][] = [['TaskDefinitionFamily', life.family]]
    if (life.serviceName !== undefined) owners.push(['ServiceName', life.serviceName])
    for (const owner of owners) {
      add(owner[0] === 'ServiceName' ? 'service' : 'family', owner)
      if (mode !== 'enhanced') continue
      add('task', owner, ['TaskId', life.taskId])
      for (const run of life.runs)
        add('container', owner, ['TaskId', life.taskId], ['ContainerName', run.name])
    }
  }
  return [...found.values()].flatMap(({ level, dimensions }) =>
    Object.entries(insightsMetrics)
      .filter(
        ([, metric]) => metric?.levels.includes(level) === true && (mode === 'enhanced' || !metric.enhanced),
      )
      .map(([name]) => ({
        namespace,
        name,
        dimensions: new Map([['ClusterName', cluster.name], ...dimensions]),
      })),
  )
}

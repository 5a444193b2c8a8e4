import type { World } from '../../world.ts'
import { ecsState, type ClusterRecord } from '../ecs/state.ts'
import { livesOf } from '../ecs/task-history.ts'
import { hasOnly, type Metric, type MetricSource } from './metric.ts'
import { floorTo, measure, minuteMs, type Samples } from './sample.ts'
import { eachTaskMinute } from './task-usage.ts'

const namespace = 'AWS/ECS'
const utilization = ['CPUUtilization', 'MemoryUtilization'] as const
const reservation = ['CPUReservation', 'MemoryReservation'] as const

/**
 * `AWS/ECS`: utilization of services in percent of what their tasks reserve, of clusters likewise, and how much of the
 * EC2 instances is reserved. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
export const ecsMetrics: MetricSource = {
  namespace,
  unitOf: () => 'Percent',

  samples(world, { name, dimensions }, from, to) {
    const clusterName = dimensions.get('ClusterName') ?? ''
    const cluster = ecsState(world).clusters.get(clusterName)
    if (!cluster) return undefined
    const ofCluster = hasOnly(dimensions, 'ClusterName')
    if (!ofCluster && !hasOnly(dimensions, 'ClusterName', 'ServiceName')) return undefined
    if (name === 'CPUUtilization' || name === 'MemoryUtilization') {
      const serviceName = dimensions.get('ServiceName')
      return usedPercent(
        world,
        { clusterName, ...(serviceName === undefined ? {} : { serviceName }) },
        name,
        from,
        to,
      )
    }
    if (ofCluster && (name === 'CPUReservation' || name === 'MemoryReservation'))
      return reservedPercent(world, cluster, name, from, to)
    return undefined
  },

  list(world, from, to) {
    return [...ecsState(world).clusters.values()].flatMap((cluster) => metricsOf(world, cluster, from, to))
  },
}

/** Percent of their reservation that running tasks used; one value per task and minute. */
export function usedPercent(
  world: World,
  where: { clusterName: string; serviceName?: string },
  name: 'CPUUtilization' | 'MemoryUtilization',
  from: number,
  to: number,
): Samples {
  const samples: Samples = new Map()
  eachTaskMinute(world, livesOf(world, where, from, to), from, to, (minute, usage) => {
    const cpu = name === 'CPUUtilization'
    const reserved = cpu ? usage.life.cpu : usage.life.memoryMib
    if (reserved > 0) measure(samples, minute, (100 * (cpu ? usage.cpu : usage.memoryMib)) / reserved)
  })
  return samples
}

/** Percent of the instances' capacity that tasks on them reserved: of the instances that are registered now. */
function reservedPercent(
  world: World,
  cluster: ClusterRecord,
  name: string,
  from: number,
  to: number,
): Samples | undefined {
  if (cluster.instances.size === 0) return undefined
  const cpu = name === 'CPUReservation'
  const samples: Samples = new Map()
  const instances = [...cluster.instances.values()]
  const capacity = instances.reduce(
    (sum, each) => sum + (cpu ? each.cpu.registered : each.memory.registered),
    0,
  )
  const since = Math.min(...instances.map((each) => each.instance.registeredAt?.getTime() ?? 0))
  const lives = livesOf(world, { clusterName: cluster.name }, from, to).filter(
    (life) => life.containerInstanceId,
  )
  for (let minute = Math.max(from, floorTo(since, minuteMs) + minuteMs); minute < to; minute += minuteMs) {
    let reserved = 0
    for (const life of lives)
      if (life.createdAt < minute + minuteMs && (life.stoppedAt ?? Infinity) > minute)
        reserved += cpu ? life.cpu : life.memoryMib
    if (capacity > 0) measure(samples, minute, Math.min((100 * reserved) / capacity, 100))
  }
  return samples
}

function metricsOf(world: World, cluster: ClusterRecord, from: number, to: number): Metric[] {
  const lives = livesOf(world, { clusterName: cluster.name }, from, to).filter((life) => life.runs.length > 0)
  const services = new Set(lives.flatMap((life) => life.serviceName ?? []))
  const metric = (name: string, dimensions: [string, string][]): Metric => ({
    namespace,
    name,
    dimensions: new Map([['ClusterName', cluster.name], ...dimensions]),
  })
  return [
    ...(lives.length > 0 ? utilization.map((name) => metric(name, [])) : []),
    ...(cluster.instances.size > 0 ? reservation.map((name) => metric(name, [])) : []),
    ...[...services].flatMap((service) =>
      utilization.map((name) => metric(name, [['ServiceName', service]])),
    ),
  ]
}

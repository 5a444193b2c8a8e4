import 'server-only'
import type { ListAnswer } from '@/lib/api/answer'
import { asOfOf, isoOf, listAnswerOf, merge, partOf } from '@/lib/api/assemble'
import { ApiError } from '@/lib/api/error'
import { must, type Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { metricSeries, type MetricSeries } from '@/lib/aws/cloudwatch'
import { now } from '@/lib/aws/connection'
import { asListed, patiently } from '@/lib/aws/look'
import { describeService, listServiceArns } from '@/lib/aws/ecs-services'
import { nameOf } from '@/lib/api/arn'
import { metricsOfAllUpTo, type Series, type ServiceMetrics } from './contract'

const windowSeconds = 3 * 60 * 60
/** ECS sends a value a minute; five-minute points keep a cluster of hundreds of services light. */
const clusterPeriodSeconds = 300
const servicePeriodSeconds = 60

/** CPU and memory of every service of a cluster. */
export async function clusterMetricsOf({
  scope,
  params,
}: {
  scope: Scope
  params: { cluster: string }
}): Promise<ListAnswer<ServiceMetrics>> {
  const names = (await serviceNames(scope, params.cluster)).sort((a, b) => a.localeCompare(b))
  const read = names.slice(0, metricsOfAllUpTo)
  const answer = await metricsAnswer(scope, params.cluster, read, clusterPeriodSeconds)
  return { ...answer, total: names.length, complete: answer.complete && read.length === names.length }
}

/** CPU and memory of the services of a large cluster that somebody has before their eyes. */
export async function visibleMetricsOf({
  scope,
  params,
  input,
}: {
  scope: Scope
  params: { cluster: string }
  input: { services: string }
}): Promise<ListAnswer<ServiceMetrics>> {
  // Of what is not there CloudWatch would say that it has no data, and would be paid for it.
  const there = new Set(await serviceNames(scope, params.cluster))
  const names = [...new Set(input.services.split(','))].filter((name) => there.has(name))
  return metricsAnswer(scope, params.cluster, names, clusterPeriodSeconds)
}

/** CPU and memory of one service. */
export async function serviceMetricsOf({
  scope,
  params,
}: {
  scope: Scope
  params: { cluster: string; service: string }
}): Promise<ListAnswer<ServiceMetrics>> {
  const { cluster, service } = params
  const read = must(await describeService(scope, cluster, service))
  if (read.value === null)
    throw new ApiError({ code: 'not_found', message: `There is no service ${service} in ${cluster}.` })
  return metricsAnswer(scope, cluster, [service], servicePeriodSeconds)
}

async function serviceNames(scope: Scope, cluster: string): Promise<string[]> {
  const { value } = must(await listServiceArns(scope, cluster, patiently(asListed())))
  return [...new Set(value.map(nameOf))]
}

async function metricsAnswer(
  scope: Scope,
  cluster: string,
  names: string[],
  periodSeconds: number,
): Promise<ListAnswer<ServiceMetrics>> {
  const read = await Promise.all(
    names.map(async (serviceName) => {
      const series = (metricName: string) =>
        metricSeries(scope, {
          namespace: 'AWS/ECS',
          metricName,
          dimensions: { ClusterName: cluster, ServiceName: serviceName },
          stat: 'Average',
          periodSeconds,
          windowSeconds,
        })
      const [cpu, memory] = await Promise.all([series('CPUUtilization'), series('MemoryUtilization')])
      return { serviceName, cpu, memory }
    }),
  )
  const reads = read.flatMap(({ cpu, memory }) => [cpu, memory])
  const metrics = merge(reads, () => null, now(scope))
  return listAnswerOf(
    read.map(({ serviceName, cpu, memory }) => ({
      serviceName,
      cpu: seriesOf(cpu),
      memory: seriesOf(memory),
    })),
    {
      now: now(scope),
      asOf: reads.map(asOfOf),
      complete: metrics.ok,
      parts: { metrics: partOf(metrics) },
    },
  )
}

/** Null both when it could not be read (its part says so) and when CloudWatch has no point of it. */
function seriesOf(read: Read<MetricSeries | null>): Series | null {
  if (!read.ok || read.value === null || read.value.values.every((value) => value === null)) return null
  const { start, periodSeconds, values, last } = read.value
  const at = isoOf(start)
  const lastAt = isoOf(last?.at)
  if (at === null) return null
  return {
    start: at,
    periodSeconds,
    values: values.map((value) => value && Math.round(value * 100) / 100),
    last: last && lastAt ? { value: Math.round(last.value * 100) / 100, at: lastAt } : null,
  }
}

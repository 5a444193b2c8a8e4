import type { ListAnswer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'

/** Points of one metric, oldest first; a gap in the data is a null value. */
export type Series = {
  /** Start of the first point, ISO 8601. */
  start: string
  periodSeconds: number
  /** Percent. */
  values: (number | null)[]
  /** The newest known value and its time, or null when there is none in the window. */
  last: { value: number; at: string } | null
}

/** AWS/ECS CPUUtilization and MemoryUtilization of a service over three hours; null when CloudWatch has no data. */
export type ServiceMetrics = { serviceName: string; cpu: Series | null; memory: Series | null }

/**
 * CloudWatch asks money for each metric of each call, so a cluster of more services than this has those read that
 * somebody looks at: https://aws.amazon.com/cloudwatch/pricing/
 */
export const metricsOfAllUpTo = 100

/** `GET /clusters/{c}/visible-metrics?services=web,api`: of some services of a large cluster. */
export const listVisibleMetrics = read<ListAnswer<ServiceMetrics>>()({
  path: '/{account}/{region}/clusters/{cluster}/visible-metrics',
  input: async () => (await import('@/lib/api/visible-input')).VisibleInput,
  freshness: 'slow',
})

/** `GET /clusters/{c}/metrics`: of every service of the cluster, the first `metricsOfAllUpTo` of a larger one. */
export const listClusterMetrics = read<ListAnswer<ServiceMetrics>>()({
  path: '/{account}/{region}/clusters/{cluster}/metrics',
  freshness: 'slow',
})

/** `GET /clusters/{c}/services/{s}/metrics`: of one service; one item. */
export const listServiceMetrics = read<ListAnswer<ServiceMetrics>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/metrics',
  freshness: 'slow',
})

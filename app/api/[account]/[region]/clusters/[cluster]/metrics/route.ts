import { listClusterMetrics } from '@/lib/metric/contract'
import { clusterMetricsOf } from '@/lib/metric/server'
import { route } from '@/lib/server/route'

export const GET = route(listClusterMetrics, clusterMetricsOf)

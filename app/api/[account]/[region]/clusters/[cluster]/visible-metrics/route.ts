import { listVisibleMetrics } from '@/lib/metric/contract'
import { visibleMetricsOf } from '@/lib/metric/server'
import { route } from '@/lib/server/route'

export const GET = route(listVisibleMetrics, visibleMetricsOf)

import { listServiceMetrics } from '@/lib/metric/contract'
import { serviceMetricsOf } from '@/lib/metric/server'
import { route } from '@/lib/server/route'

export const GET = route(listServiceMetrics, serviceMetricsOf)

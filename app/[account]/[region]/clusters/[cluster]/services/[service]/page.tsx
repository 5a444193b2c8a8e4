import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { listServiceMetrics } from '@/lib/metric/contract'
import { serviceMetricsOf } from '@/lib/metric/server'
import { prefetch } from '@/lib/server/prefetch'
import { ServiceSummary } from './service-summary'

export default async function Page({
  params,
  searchParams,
}: ListPageOf<'account' | 'region' | 'cluster' | 'service'>) {
  const raw = await params
  const { state } = await prefetch(
    listServiceMetrics,
    serviceMetricsOf,
    raw,
    await extentOf({ searchParams }),
  )
  const { account, region, cluster, service } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ServiceSummary place={{ account, region }} cluster={cluster} service={service} />
    </HydrationBoundary>
  )
}

import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listServiceEvents } from '@/lib/service/contract'
import { serviceEventsOf } from '@/lib/service/server'
import { ServiceEvents } from './service-events'

export default async function Page({
  params,
  searchParams,
}: ListPageOf<'account' | 'region' | 'cluster' | 'service'>) {
  const raw = await params
  const { state } = await prefetch(listServiceEvents, serviceEventsOf, raw, await extentOf({ searchParams }))
  const { account, region, cluster, service } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ServiceEvents place={{ account, region }} cluster={cluster} service={service} />
    </HydrationBoundary>
  )
}

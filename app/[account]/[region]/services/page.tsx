import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, extentOf, type ListPageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listAllServices } from '@/lib/service/contract'
import { allServicesOf } from '@/lib/service/server'
import { ServicesPage } from './services-page'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region'>) {
  const raw = await params
  const prefetched = await prefetch(listAllServices, allServicesOf, raw, await extentOf({ searchParams }))
  refuseAbsent(prefetched)
  return (
    <HydrationBoundary state={prefetched.state}>
      <ServicesPage place={decoded(raw)} />
    </HydrationBoundary>
  )
}

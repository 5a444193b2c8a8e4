import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, type PageOf } from '@/app/names'
import { getOverview } from '@/lib/overview/contract'
import { overviewOf } from '@/lib/overview/server'
import { prefetch } from '@/lib/server/prefetch'
import { OverviewOfOne } from './overview-of-one'

export default async function Page({ params }: PageOf<'account' | 'region'>) {
  const raw = await params
  const prefetched = await prefetch(getOverview, overviewOf, raw)
  refuseAbsent(prefetched)
  return (
    <HydrationBoundary state={prefetched.state}>
      <OverviewOfOne place={decoded(raw)} />
    </HydrationBoundary>
  )
}

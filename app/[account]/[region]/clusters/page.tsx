import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, extentOf, type ListPageOf } from '@/app/names'
import { listClusters } from '@/lib/cluster/contract'
import { clustersOf } from '@/lib/cluster/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClustersPage } from './clusters-page'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region'>) {
  const raw = await params
  const prefetched = await prefetch(listClusters, clustersOf, raw, await extentOf({ searchParams }))
  refuseAbsent(prefetched)
  return (
    <HydrationBoundary state={prefetched.state}>
      <ClustersPage place={decoded(raw)} />
    </HydrationBoundary>
  )
}

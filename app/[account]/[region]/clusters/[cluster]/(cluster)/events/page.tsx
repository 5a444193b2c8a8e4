import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { listClusterEvents } from '@/lib/event/contract'
import { clusterEventsOf } from '@/lib/event/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterEvents } from './cluster-events'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region' | 'cluster'>) {
  const raw = await params
  const { state } = await prefetch(listClusterEvents, clusterEventsOf, raw, await extentOf({ searchParams }))
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ClusterEvents place={{ account, region }} cluster={cluster} />
    </HydrationBoundary>
  )
}

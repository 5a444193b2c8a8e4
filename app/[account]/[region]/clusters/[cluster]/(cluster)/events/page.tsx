import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, type PageOf } from '@/app/names'
import { listClusterEvents } from '@/lib/event/contract'
import { clusterEventsOf } from '@/lib/event/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterEvents } from './cluster-events'

export default async function Page({ params }: PageOf<'account' | 'region' | 'cluster'>) {
  const raw = await params
  const { state } = await prefetch(listClusterEvents, clusterEventsOf, raw)
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ClusterEvents place={{ account, region }} cluster={cluster} />
    </HydrationBoundary>
  )
}

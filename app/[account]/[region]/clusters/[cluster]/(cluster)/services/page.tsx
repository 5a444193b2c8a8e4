import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { listServices } from '@/lib/service/contract'
import { servicesOf } from '@/lib/service/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterServices } from './cluster-services'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region' | 'cluster'>) {
  const raw = await params
  const { state } = await prefetch(listServices, servicesOf, raw, await extentOf({ searchParams }))
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ClusterServices place={{ account, region }} cluster={cluster} />
    </HydrationBoundary>
  )
}

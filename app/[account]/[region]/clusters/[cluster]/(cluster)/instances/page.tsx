import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { listInstances } from '@/lib/instance/contract'
import { instancesOf } from '@/lib/instance/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterInstances } from './cluster-instances'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region' | 'cluster'>) {
  const raw = await params
  const { state } = await prefetch(listInstances, instancesOf, raw, await extentOf({ searchParams }))
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ClusterInstances place={{ account, region }} cluster={cluster} />
    </HydrationBoundary>
  )
}

import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, type PageOf } from '@/app/names'
import { listInstances } from '@/lib/instance/contract'
import { instancesOf } from '@/lib/instance/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterInstances } from './cluster-instances'

export default async function Page({ params }: PageOf<'account' | 'region' | 'cluster'>) {
  const raw = await params
  const { state } = await prefetch(listInstances, instancesOf, raw)
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ClusterInstances place={{ account, region }} cluster={cluster} />
    </HydrationBoundary>
  )
}

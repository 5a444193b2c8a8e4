import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, type PageOf } from '@/app/names'
import { listServices } from '@/lib/service/contract'
import { servicesOf } from '@/lib/service/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterServices } from './cluster-services'

export default async function Page({ params }: PageOf<'account' | 'region' | 'cluster'>) {
  const raw = await params
  const { state } = await prefetch(listServices, servicesOf, raw)
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ClusterServices place={{ account, region }} cluster={cluster} />
    </HydrationBoundary>
  )
}

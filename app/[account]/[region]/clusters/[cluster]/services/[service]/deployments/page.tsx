import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listServiceDeployments } from '@/lib/service/contract'
import { serviceDeploymentsOf } from '@/lib/service/server'
import { ServiceDeployments } from './service-deployments'

export default async function Page({
  params,
  searchParams,
}: ListPageOf<'account' | 'region' | 'cluster' | 'service'>) {
  const raw = await params
  const { state } = await prefetch(
    listServiceDeployments,
    serviceDeploymentsOf,
    raw,
    await extentOf({ searchParams }),
  )
  const { account, region, cluster, service } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ServiceDeployments place={{ account, region }} cluster={cluster} service={service} />
    </HydrationBoundary>
  )
}

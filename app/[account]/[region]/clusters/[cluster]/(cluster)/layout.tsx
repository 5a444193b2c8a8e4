import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { decoded, refuseAbsent, type PageOf } from '@/app/names'
import { getCluster } from '@/lib/cluster/contract'
import { clusterOf } from '@/lib/cluster/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterHead } from './cluster-head'

/** Head and tabs of a cluster; what a tab shows is its own page and its own query. */
export default async function Layout({
  params,
  children,
}: PageOf<'account' | 'region' | 'cluster'> & { children: ReactNode }) {
  const raw = await params
  const prefetched = await prefetch(getCluster, clusterOf, raw)
  refuseAbsent(prefetched)
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={prefetched.state}>
      <ClusterHead place={{ account, region }} cluster={cluster} />
      {children}
    </HydrationBoundary>
  )
}

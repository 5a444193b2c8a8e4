import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { decoded, refuseAbsent, type PageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { getService } from '@/lib/service/contract'
import { serviceOf } from '@/lib/service/server'
import { ServiceHead } from './service-head'

/** Head and tabs of a service; what a tab shows is its own page. */
export default async function Layout({
  params,
  children,
}: PageOf<'account' | 'region' | 'cluster' | 'service'> & { children: ReactNode }) {
  const raw = await params
  const prefetched = await prefetch(getService, serviceOf, raw)
  refuseAbsent(prefetched)
  const { account, region, cluster, service } = decoded(raw)
  return (
    <HydrationBoundary state={prefetched.state}>
      <ServiceHead place={{ account, region }} cluster={cluster} service={service} />
      {children}
    </HydrationBoundary>
  )
}

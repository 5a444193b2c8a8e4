import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listServiceTasks } from '@/lib/service/contract'
import { serviceTasksOf } from '@/lib/service/server'
import { ServiceTasks } from './service-tasks'

export default async function Page({
  params,
  searchParams,
}: ListPageOf<'account' | 'region' | 'cluster' | 'service'>) {
  const raw = await params
  const { state } = await prefetch(listServiceTasks, serviceTasksOf, raw, await extentOf({ searchParams }))
  const { account, region, cluster, service } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ServiceTasks place={{ account, region }} cluster={cluster} service={service} />
    </HydrationBoundary>
  )
}

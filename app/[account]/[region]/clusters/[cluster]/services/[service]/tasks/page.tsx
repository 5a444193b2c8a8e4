import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, type PageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listServiceTasks } from '@/lib/service/contract'
import { serviceTasksOf } from '@/lib/service/server'
import { ServiceTasks } from './service-tasks'

export default async function Page({ params }: PageOf<'account' | 'region' | 'cluster' | 'service'>) {
  const raw = await params
  const { state } = await prefetch(listServiceTasks, serviceTasksOf, raw)
  const { account, region, cluster, service } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ServiceTasks place={{ account, region }} cluster={cluster} service={service} />
    </HydrationBoundary>
  )
}

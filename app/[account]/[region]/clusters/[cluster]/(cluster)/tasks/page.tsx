import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, extentOf, type ListPageOf } from '@/app/names'
import { listTasks } from '@/lib/task/contract'
import { tasksOf } from '@/lib/task/server'
import { prefetch } from '@/lib/server/prefetch'
import { ClusterTasks } from './cluster-tasks'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region' | 'cluster'>) {
  const raw = await params
  const { state } = await prefetch(listTasks, tasksOf, raw, await extentOf({ searchParams }))
  const { account, region, cluster } = decoded(raw)
  return (
    <HydrationBoundary state={state}>
      <ClusterTasks place={{ account, region }} cluster={cluster} />
    </HydrationBoundary>
  )
}

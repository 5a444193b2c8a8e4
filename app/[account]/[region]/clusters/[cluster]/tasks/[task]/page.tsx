import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, type PageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { getTask } from '@/lib/task/contract'
import { taskOf } from '@/lib/task/server'
import { TaskPage } from './task-page'

export default async function Page({ params }: PageOf<'account' | 'region' | 'cluster' | 'task'>) {
  const raw = await params
  const prefetched = await prefetch(getTask, taskOf, raw)
  refuseAbsent(prefetched)
  const { account, region, cluster, task } = decoded(raw)
  return (
    <HydrationBoundary state={prefetched.state}>
      <TaskPage place={{ account, region }} cluster={cluster} task={task} />
    </HydrationBoundary>
  )
}

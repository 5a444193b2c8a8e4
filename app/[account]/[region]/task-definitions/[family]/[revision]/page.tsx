import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, type PageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { getTaskDefinition } from '@/lib/task-definition/contract'
import { taskDefinitionOf } from '@/lib/task-definition/server'
import { RevisionPage } from './revision-page'

export default async function Page({ params }: PageOf<'account' | 'region' | 'family' | 'revision'>) {
  const raw = await params
  const prefetched = await prefetch(getTaskDefinition, taskDefinitionOf, raw)
  refuseAbsent(prefetched)
  const { account, region, family, revision } = decoded(raw)
  return (
    <HydrationBoundary state={prefetched.state}>
      <RevisionPage place={{ account, region }} family={family} revision={revision} />
    </HydrationBoundary>
  )
}

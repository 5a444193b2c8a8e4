import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, type PageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listRevisions } from '@/lib/task-definition/contract'
import { revisionsOf } from '@/lib/task-definition/server'
import { RevisionsPage } from './revisions-page'

export default async function Page({ params }: PageOf<'account' | 'region' | 'family'>) {
  const raw = await params
  const prefetched = await prefetch(listRevisions, revisionsOf, raw)
  refuseAbsent(prefetched)
  const { account, region, family } = decoded(raw)
  return (
    <HydrationBoundary state={prefetched.state}>
      <RevisionsPage place={{ account, region }} family={family} />
    </HydrationBoundary>
  )
}

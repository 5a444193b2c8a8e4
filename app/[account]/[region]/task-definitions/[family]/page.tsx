import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, extentOf, type ListPageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listRevisions } from '@/lib/task-definition/contract'
import { revisionsOf } from '@/lib/task-definition/server'
import { RevisionsPage } from './revisions-page'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region' | 'family'>) {
  const raw = await params
  const prefetched = await prefetch(listRevisions, revisionsOf, raw, await extentOf({ searchParams }))
  refuseAbsent(prefetched)
  const { account, region, family } = decoded(raw)
  return (
    <HydrationBoundary state={prefetched.state}>
      <RevisionsPage place={{ account, region }} family={family} />
    </HydrationBoundary>
  )
}

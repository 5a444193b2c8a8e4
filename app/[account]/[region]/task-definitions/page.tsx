import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, extentOf, type ListPageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listFamilies } from '@/lib/task-definition/contract'
import { familiesOf } from '@/lib/task-definition/server'
import { FamiliesPage } from './families-page'

export default async function Page({ params, searchParams }: ListPageOf<'account' | 'region'>) {
  const raw = await params
  const prefetched = await prefetch(listFamilies, familiesOf, raw, await extentOf({ searchParams }))
  refuseAbsent(prefetched)
  return (
    <HydrationBoundary state={prefetched.state}>
      <FamiliesPage place={decoded(raw)} />
    </HydrationBoundary>
  )
}

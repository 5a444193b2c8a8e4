import { HydrationBoundary } from '@tanstack/react-query'
import { decoded, refuseAbsent, type PageOf } from '@/app/names'
import { prefetch } from '@/lib/server/prefetch'
import { listFamilies } from '@/lib/task-definition/contract'
import { familiesOf } from '@/lib/task-definition/server'
import { FamiliesPage } from './families-page'

export default async function Page({ params }: PageOf<'account' | 'region'>) {
  const raw = await params
  const prefetched = await prefetch(listFamilies, familiesOf, raw)
  refuseAbsent(prefetched)
  return (
    <HydrationBoundary state={prefetched.state}>
      <FamiliesPage place={decoded(raw)} />
    </HydrationBoundary>
  )
}

import { HydrationBoundary } from '@tanstack/react-query'
import { connection } from 'next/server'
import type { Place } from '@/components/shell/places'
import { configuration } from '@/lib/api/bridge'
import { getOverview } from '@/lib/overview/contract'
import { overviewOf } from '@/lib/overview/server'
import { prefetch } from '@/lib/server/prefetch'
import { OverviewOfAll } from './overview-of-all'

/** Overview of every account and region: one that fails does not blank the others. */
export default async function Page() {
  await connection()
  const places = configuration().accounts.flatMap(({ name, regions }) =>
    regions.map((region): Place => ({ account: name, region })),
  )
  const prefetched = await Promise.all(places.map((place) => prefetch(getOverview, overviewOf, place)))
  const state = prefetched.map((each) => each.state)
  return (
    <HydrationBoundary state={{ queries: state.flatMap(({ queries }) => queries), mutations: [] }}>
      <OverviewOfAll places={places} />
    </HydrationBoundary>
  )
}

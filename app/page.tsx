import { HydrationBoundary } from '@tanstack/react-query'
import type { Place } from '@/components/shell/places'
import { getOverview } from '@/lib/overview/contract'
import { overviewOf } from '@/lib/overview/server'
import { prefetch } from '@/lib/server/prefetch'
import { shell } from '@/lib/server/shell'
import { OverviewOfAll } from './overview-of-all'

/** Overview of every account and region: one that fails does not blank the others. */
export default async function Page() {
  const places = (await shell()).accounts.flatMap(({ name, regions }) =>
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

'use client'

import { useQuery } from '@tanstack/react-query'
import { pollByTally } from '@/components/health/poll'
import { OverviewPanels } from '@/components/overview/overview-panels'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { getOverview } from '@/lib/overview/contract'

/** What is wrong in one account and region, and all its clusters. */
export function OverviewOfOne({ place }: { place: Place }) {
  const reading = useQuery(
    query(getOverview, place, undefined, {
      pollMs: (data) => pollByTally(data?.item.levels),
    }),
  )
  return (
    <>
      <PageTitle
        name={`${place.account} ${place.region}`}
        tally={reading.data?.item.levels}
        answers={[reading.data]}
      />
      <PageHead title="Overview" />
      <OverviewPanels place={place} reading={reading} />
    </>
  )
}

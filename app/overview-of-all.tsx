'use client'

import { useQueries } from '@tanstack/react-query'
import { pollByTally } from '@/components/health/poll'
import { OverviewPanels } from '@/components/overview/overview-panels'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { sumOf } from '@/lib/health/tally'
import { getOverview } from '@/lib/overview/contract'

/** Each account and region in its own panels. */
export function OverviewOfAll({ places }: { places: Place[] }) {
  const readings = useQueries({
    queries: places.map((place) =>
      query(getOverview, place, undefined, {
        pollMs: (data) => pollByTally(data?.item.levels),
      }),
    ),
  })
  const [only] = places
  const name = places.length === 1 && only !== undefined ? only.account : 'All accounts'
  return (
    <>
      <PageTitle
        name={name}
        tally={sumOf(readings.map(({ data }) => data?.item.levels ?? {}))}
        answers={readings.map(({ data }) => data)}
      />
      <PageHead title="Overview" />
      <div className="grid gap-6">
        {places.map((place, index) => {
          const reading = readings[index]
          return (
            reading !== undefined && (
              <OverviewPanels
                key={`${place.account} ${place.region}`}
                place={place}
                reading={reading}
                named={places.length > 1}
              />
            )
          )
        })}
      </div>
    </>
  )
}

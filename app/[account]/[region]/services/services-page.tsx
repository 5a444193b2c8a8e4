'use client'

import { useQuery } from '@tanstack/react-query'
import { ServicesList } from '@/components/service/services-list'
import { pollByTally } from '@/components/health/poll'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { listAllServices } from '@/lib/service/contract'

/** Every service of every cluster. */
export function ServicesPage({ place }: { place: Place }) {
  const reading = useQuery(
    query(listAllServices, place, undefined, {
      pollMs: (data) => pollByTally(data?.levels),
    }),
  )
  return (
    <>
      <PageTitle
        name={`Services of ${place.account}`}
        tally={reading.data?.levels}
        answers={[reading.data]}
      />
      <PageHead title="Services" />
      <ServicesList place={place} reading={reading} />
    </>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { ClustersList } from '@/components/cluster/clusters-list'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { tallyOf } from '@/lib/health/tally'
import { listClusters } from '@/lib/cluster/contract'

export function ClustersPage({ place }: { place: Place }) {
  const reading = useQuery(query(listClusters, place))
  return (
    <>
      <PageTitle
        name={`Clusters of ${place.account}`}
        tally={tallyOf(reading.data?.items ?? [])}
        answers={[reading.data]}
      />
      <PageHead title="Clusters" />
      <ClustersList place={place} reading={reading} />
    </>
  )
}

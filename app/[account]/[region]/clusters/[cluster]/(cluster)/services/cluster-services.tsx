'use client'

import { useQuery } from '@tanstack/react-query'
import { ServicesList } from '@/components/service/services-list'
import { pollByTally } from '@/components/health/poll'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { listServices } from '@/lib/service/contract'

export function ClusterServices({ place, cluster }: { place: Place; cluster: string }) {
  const reading = useQuery(
    query(listServices, { ...place, cluster }, undefined, {
      pollMs: (data) => pollByTally(data?.levels),
    }),
  )
  return <ServicesList place={place} cluster={cluster} reading={reading} />
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { EventsList } from '@/components/event/events-list'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { listClusterEvents } from '@/lib/event/contract'

export function ClusterEvents({ place, cluster }: { place: Place; cluster: string }) {
  const reading = useQuery(query(listClusterEvents, { ...place, cluster }))
  return <EventsList place={place} cluster={cluster} reading={reading} />
}

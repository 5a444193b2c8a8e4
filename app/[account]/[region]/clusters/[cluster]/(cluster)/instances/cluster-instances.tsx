'use client'

import { useQuery } from '@tanstack/react-query'
import { InstancesList } from '@/components/instance/instances-list'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { listInstances } from '@/lib/instance/contract'

export function ClusterInstances({ place, cluster }: { place: Place; cluster: string }) {
  const reading = useQuery(query(listInstances, { ...place, cluster }))
  return <InstancesList place={place} cluster={cluster} reading={reading} />
}

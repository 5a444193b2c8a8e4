'use client'

import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { startTransition, useCallback, useMemo, useState } from 'react'
import type { Place } from '@/components/shell/places'
import { query } from '@/lib/api/query'
import { isEcsName } from '@/lib/api/ecs-name'
import { mostVisible } from '@/lib/api/visible'
import { listVisibleServices, type ServiceList, type ServiceSummary } from '@/lib/service/contract'
import { closerThan, type ServiceRow } from './service-row'

/** The services of one cluster that are in view, as the endpoints for them take them. */
export type InView = { cluster: string; services: string }

/** Rows in view may be of many clusters; the ones with the most rows are asked for. */
const mostClusters = 4
/** A view that was scrolled away is not kept for long (ms). */
const keptMs = 10_000

/** Which rows of a long list are in view, and the way to hear of it. */
export function useInView(): { inView: InView[]; onInView: (rows: readonly ServiceRow[]) => void } {
  const [key, setKey] = useState('[]')
  // As text: the same rows in view again change nothing.
  const onInView = useCallback((rows: readonly ServiceRow[]) => {
    const wanted = JSON.stringify(inViewOf(rows))
    // Whoever types meanwhile goes first.
    startTransition(() => setKey(wanted))
  }, [])
  const inView = useMemo(() => JSON.parse(key) as InView[], [key])
  return { inView, onInView }
}

function inViewOf(rows: readonly ServiceRow[]): InView[] {
  const clusters = new Map<string, string[]>()
  for (const { service } of rows) {
    if (!isEcsName(service.name) || !isEcsName(service.clusterName)) continue
    const names = clusters.get(service.clusterName) ?? []
    clusters.set(service.clusterName, names)
    if (names.length < mostVisible) names.push(service.name)
  }
  return [...clusters]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, mostClusters)
    .map(([cluster, names]) => ({ cluster, services: names.sort().join(',') }))
}

/** The services in view by ARN, read first and often; those that are as new as the list at least, which is of `listAsOf`. */
export function useCloserLook(
  place: Place,
  inView: readonly InView[],
  listAsOf: string | undefined,
): ReadonlyMap<string, ServiceSummary> {
  const combine = useCallback(
    (results: UseQueryResult<ServiceList>[]) => closerThan(listAsOf, results),
    [listAsOf],
  )
  return useQueries({
    queries: inView.map(({ cluster, services }) =>
      query(listVisibleServices, { ...place, cluster }, { services }, { keptMs }),
    ),
    combine,
  })
}

'use client'

import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Place } from '@/components/shell/places'
import { ProblemNotice } from '@/components/shell/problem-notice'
import { AgeOf } from '@/components/shell/section'
import { awayOf, type ListAnswer } from '@/lib/api/answer'
import { problemOf } from '@/lib/api/error'
import { query } from '@/lib/api/query'
import { isEcsName } from '@/lib/api/ecs-name'
import {
  listClusterMetrics,
  listVisibleMetrics,
  metricsOfAllUpTo,
  type ServiceMetrics,
} from '@/lib/metric/contract'
import type { ServiceSummary } from '@/lib/service/contract'
import type { MetricsOf } from './service-row'
import type { InView } from './use-in-view'

type Shown = { services: readonly ServiceSummary[] | undefined; total: number; inView: readonly InView[] }
type Result = UseQueryResult<ListAnswer<ServiceMetrics>>

/**
 * Metrics are their own queries, one a cluster: they may be slow or denied alone. Of a long list only the rows in view
 * have theirs read, since CloudWatch is paid by the metric.
 */
export function useServiceMetrics(place: Place, { services, total, inView }: Shown) {
  const isLong = total > metricsOfAllUpTo
  const clusters = useMemo(
    () =>
      isLong
        ? inView.map(({ cluster }) => cluster)
        : [...new Set(services?.map(({ clusterName }) => clusterName))].filter(isEcsName),
    [isLong, inView, services],
  )
  // The same function while nothing it uses changed, or the metrics would be joined anew with every render.
  const combine = useCallback((results: Result[]) => combined(results, clusters, isLong), [clusters, isLong])
  return useQueries({
    queries: isLong
      ? inView.map(({ cluster, services: names }) =>
          query(listVisibleMetrics, { ...place, cluster }, { services: names }),
        )
      : clusters.map((cluster) => query(listClusterMetrics, { ...place, cluster })),
    combine,
  })
}

function combined(results: Result[], clusters: readonly string[], isLong: boolean) {
  const known = new Map<string, Map<string, ServiceMetrics>>()
  const failed = new Set<string>()
  results.forEach(({ data, error }, index) => {
    const cluster = clusters[index]
    if (cluster === undefined) return
    if (data !== undefined) known.set(cluster, new Map(data.items.map((each) => [each.serviceName, each])))
    else if (error !== null) failed.add(cluster)
  })
  const metricsOf: MetricsOf = ({ clusterName, name }) => {
    const cluster = known.get(clusterName)
    if (cluster === undefined) return failed.has(clusterName) || !isEcsName(clusterName) ? null : undefined
    // Of a long list the others are still to be looked at.
    return cluster.get(name) ?? (isLong ? undefined : null)
  }
  return { metricsOf, foot: <MetricsFoot results={results} clusters={clusters} isLong={isLong} /> }
}

type FootProps = { results: Result[]; clusters: readonly string[]; isLong: boolean }

/** The age of the metrics, and the first reason why some are missing. */
function MetricsFoot({ results, clusters, isLong }: FootProps) {
  const bad = results.findIndex(({ error, data }) => error !== null || partError(data) !== undefined)
  const problem = bad < 0 ? undefined : (partError(results[bad]?.data) ?? problemOf(results[bad]?.error))
  const oldest = results
    .flatMap(({ data }) => data ?? [])
    .reduce<ListAnswer<ServiceMetrics> | undefined>(
      (found, data) => (found === undefined || data.asOf < found.asOf ? data : found),
      undefined,
    )
  return (
    <div className="grid gap-2 border-t border-line px-3 py-1.5">
      {problem !== undefined && (
        <ProblemNotice
          what={`the metrics of ${clusters[bad] ?? 'a cluster'}`}
          problem={problem}
          keepsOlder={oldest !== undefined}
        />
      )}
      <p className="flex flex-wrap justify-between gap-x-3 text-sm text-muted">
        CPU and memory: AWS/ECS averages of reserved capacity, last three hours
        {isLong && ', read for the rows in view'}
        {oldest !== undefined && <AgeOf answer={oldest} />}
      </p>
    </div>
  )
}

/** While AWS is out of reach the list above says why. */
function partError(data: ListAnswer<ServiceMetrics> | undefined) {
  if (awayOf(data) !== undefined) return undefined
  return Object.values(data?.parts ?? {}).find(({ error }) => error !== undefined)?.error
}

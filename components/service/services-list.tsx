'use client'

import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Place } from '@/components/shell/places'
import { ProblemNotice } from '@/components/shell/problem-notice'
import { AgeOf, Section, type Reading } from '@/components/shell/section'
import { useTableState } from '@/components/shell/use-table-state'
import { Table } from '@/components/table/table'
import type { ListAnswer } from '@/lib/api/answer'
import { problemOf } from '@/lib/api/error'
import { query } from '@/lib/api/query'
import { listClusterMetrics, type ServiceMetrics } from '@/lib/metric/contract'
import type { ServiceSummary } from '@/lib/service/contract'
import { NoServices } from './no-services'
import { serviceColumns } from './service-columns'
import { rowJoiner, type MetricsOf, type ServiceRow } from './service-row'

type ServicesListProps = {
  place: Place
  /** Undefined: all clusters. */
  cluster?: string
  reading: Reading<ListAnswer<ServiceSummary>>
}

/** A table of services with their verdicts, counts and metrics. */
export function ServicesList({ place, cluster, reading }: ServicesListProps) {
  const { account, region } = place
  const state = useTableState()
  const columns = useMemo(
    () => serviceColumns({ account, region }, cluster === undefined),
    [account, region, cluster],
  )
  const services = reading.data?.items
  const clusters = useMemo(
    () => (cluster === undefined ? [...new Set(services?.map(({ clusterName }) => clusterName))] : [cluster]),
    [cluster, services],
  )
  const { metricsOf, flaws } = useMetrics(place, clusters)
  const [join] = useState(rowJoiner)
  const rows = useMemo(() => join(services ?? [], metricsOf), [join, services, metricsOf])
  const where = cluster ?? `${account} ${region}`
  return (
    <Section
      title={cluster === undefined ? 'All services' : 'Services'}
      what={`the services of ${where}`}
      reading={reading}
      rows={8}
      described={({ items }) => items.filter(({ status }) => status !== null).length}
    >
      {() => (
        <>
          <Table
            label={`Services of ${where}`}
            noun="service"
            rows={rows}
            columns={columns}
            rowId={idOf}
            state={state}
            example="cpu>80 status:failing"
            empty={<NoServices where={where} cluster={cluster} region={region} />}
          />
          {rows.length > 0 && flaws}
        </>
      )}
    </Section>
  )
}

function idOf({ service }: ServiceRow): string {
  return service.arn
}

type MetricsResult = UseQueryResult<ListAnswer<ServiceMetrics>>

/** Metrics are their own queries, one a cluster: they may be slow or denied alone. */
function useMetrics(place: Place, clusters: readonly string[]) {
  return useQueries({
    queries: clusters.map((cluster) => query(listClusterMetrics, { ...place, cluster })),
    combine: (results: MetricsResult[]) => combineMetrics(results, clusters),
  })
}

function combineMetrics(results: MetricsResult[], clusters: readonly string[]) {
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
    if (cluster === undefined) return failed.has(clusterName) ? null : undefined
    return cluster.get(name) ?? null
  }
  return { metricsOf, flaws: <MetricsFoot results={results} clusters={clusters} /> }
}

/** The age of the metrics, and the first reason why some are missing. */
function MetricsFoot({ results, clusters }: { results: MetricsResult[]; clusters: readonly string[] }) {
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
        {oldest !== undefined && <AgeOf answer={oldest} />}
      </p>
    </div>
  )
}

function partError(data: ListAnswer<ServiceMetrics> | undefined) {
  return Object.values(data?.parts ?? {}).find(({ error }) => error !== undefined)?.error
}

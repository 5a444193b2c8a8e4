'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LineChart, type Marker } from '@/components/chart/line-chart'
import type { Place } from '@/components/shell/places'
import { Section } from '@/components/shell/section'
import { formatPercent, formatUtc } from '@/components/ui/format'
import { query } from '@/lib/api/query'
import { listServiceMetrics, type Series } from '@/lib/metric/contract'
import type { Service } from '@/lib/service/contract'
import { SeriesTable } from './series-table'

type ServiceMetricsProps = { place: Place; service: Service }

/** CPU and memory of the last three hours, on one time axis, with the deployments as dashed lines. */
export function ServiceMetricsPanel({ place, service }: ServiceMetricsProps) {
  const { name, clusterName: cluster } = service
  const reading = useQuery(query(listServiceMetrics, { ...place, cluster, service: name }))
  const [index, setIndex] = useState<number | null>(null)
  return (
    <Section title="CPU and memory" what={`the metrics of ${name}`} reading={reading} rows={4}>
      {({ items, parts }) => {
        const found = items.find(({ serviceName }) => serviceName === name)
        const { cpu = null, memory = null } = found ?? {}
        if (cpu === null && memory === null && Object.values(parts).some(({ error }) => error !== undefined))
          return <p className="px-4 py-4 text-muted">What CloudWatch has of {name} is not known.</p>
        if (cpu === null && memory === null)
          return (
            <p className="px-4 py-4 text-muted">
              CloudWatch has no CPU or memory of {name} in the last three hours. AWS/ECS writes them while
              tasks run.
            </p>
          )
        const given = { index, onIndex: setIndex, service }
        return (
          <>
            <div className="grid gap-x-8 gap-y-4 p-4 lg:grid-cols-2">
              <MetricChart title="CPU" series={cpu} {...given} />
              <MetricChart title="Memory" series={memory} {...given} />
            </div>
            {markersOf(cpu ?? memory, service).map(({ label }) => (
              <p key={label} className="px-4 pb-2 text-sm text-muted">
                <span
                  aria-hidden
                  className="mr-2 inline-block h-3 border-l border-dashed border-edge align-middle"
                />
                {label}
              </p>
            ))}
            <details className="border-t border-line">
              <summary className="px-4 py-1.5 text-sm text-muted hover:text-ink">
                The values as a table
              </summary>
              <SeriesTable cpu={cpu} memory={memory} />
            </details>
          </>
        )
      }}
    </Section>
  )
}

type MetricChartProps = {
  title: string
  series: Series | null
  service: Service
  index: number | null
  onIndex: (index: number | null) => void
}

function MetricChart({ title, series, service, index, onIndex }: MetricChartProps) {
  if (series === null || series.last === null)
    return (
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-muted">No data in the last three hours.</p>
      </div>
    )
  const known = series.values.filter((value) => value !== null)
  const range = `between ${formatPercent(Math.min(...known))} and ${formatPercent(Math.max(...known))}`
  const last = formatPercent(series.last.value)
  return (
    <LineChart
      title={title}
      values={series.values}
      unit="%"
      top={100}
      ends={[clock(timeAt(series, 0)), `${clock(timeAt(series, series.values.length - 1))} UTC`]}
      label={`${title} of ${service.name}, last 3 hours: ${range}, last ${last}`}
      index={index}
      onIndex={onIndex}
      readout={readoutOf(series, index) ?? `${last} last`}
      markers={markersOf(series, service)}
    />
  )
}

function readoutOf(series: Series, index: number | null): string | null {
  if (index === null || index >= series.values.length) return null
  const value = series.values[index] ?? null
  return `${value === null ? 'no data' : formatPercent(value)} at ${clock(timeAt(series, index))} UTC`
}

/** When the nth point begins, ISO 8601. */
function timeAt({ start, periodSeconds }: Series, index: number): string {
  return new Date(Date.parse(start) + index * periodSeconds * 1_000).toISOString()
}

/** "22:15". */
function clock(iso: string): string {
  return formatUtc(iso).slice(11, 16)
}

/** The deployments that began within the chart. */
function markersOf(series: Series | null, { deployments }: Service): Marker[] {
  if (series === null) return []
  const from = Date.parse(series.start)
  const span = (series.values.length - 1) * series.periodSeconds * 1_000
  return deployments.flatMap(({ createdAt, taskDefinition: ref }) => {
    const at = createdAt === null ? Number.NaN : (Date.parse(createdAt) - from) / span
    if (!(at >= 0 && at <= 1) || createdAt === null) return []
    return [
      { at, label: `${ref ? `${ref.family}:${ref.revision}` : 'deployment'} since ${formatUtc(createdAt)}` },
    ]
  })
}

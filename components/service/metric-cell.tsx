import { Sparkline } from '@/components/chart/sparkline'
import { formatPercent } from '@/components/ui/format'
import { Absent } from '@/components/ui/facts'
import type { Series } from '@/lib/metric/contract'

type MetricCellProps = {
  /** "CPU of web". */
  name: string
  series: Series | null | undefined
}

/** The last value and the last three hours. */
export function MetricCell({ name, series }: MetricCellProps) {
  if (series === undefined) return <span className="text-muted">·</span>
  if (series === null || series.last === null) return <Absent />
  const known = series.values.filter((value) => value !== null)
  const range =
    known.length === 0
      ? 'no data'
      : `between ${formatPercent(Math.min(...known))} and ${formatPercent(Math.max(...known))}`
  return (
    <span className="flex items-center justify-end gap-2">
      <Sparkline values={series.values} max={100} label={`${name}, last 3 hours: ${range}`} />
      <span className="w-11 text-right">{formatPercent(series.last.value)}</span>
    </span>
  )
}

import { formatPercent, formatUtc } from '@/components/ui/format'
import type { Series } from '@/lib/metric/contract'

/** The numbers behind the charts, newest first. */
export function SeriesTable({ cpu, memory }: { cpu: Series | null; memory: Series | null }) {
  const cpuAt = pointsOf(cpu)
  const memoryAt = pointsOf(memory)
  const times = [...new Set([...cpuAt.keys(), ...memoryAt.keys()])].sort((a, b) => b - a)
  return (
    <section
      aria-label="CPU and memory, values"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable from the keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto border-t border-line"
    >
      <table className="tabular w-full text-right">
        <thead className="sticky top-0 bg-panel text-sm text-muted">
          <tr>
            <th scope="col" className="px-4 py-1 text-left font-normal">
              Time
            </th>
            <th scope="col" className="px-4 py-1 font-normal">
              CPU
            </th>
            <th scope="col" className="px-4 py-1 font-normal">
              Memory
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map((time) => (
            <tr key={time} className="border-t border-line">
              <th scope="row" className="px-4 py-0.5 text-left font-normal">
                {formatUtc(new Date(time).toISOString())}
              </th>
              <td className="px-4 py-0.5">{words(cpuAt.get(time))}</td>
              <td className="px-4 py-0.5">{words(memoryAt.get(time))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function words(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : formatPercent(value)
}

function pointsOf(series: Series | null): Map<number, number | null> {
  if (series === null) return new Map()
  const from = Date.parse(series.start)
  return new Map(series.values.map((value, index) => [from + index * series.periodSeconds * 1_000, value]))
}

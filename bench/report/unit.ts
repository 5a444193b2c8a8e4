/** What a figure counts. Times are in ms, sizes in bytes; they are shown in what reads best. */
export type Unit =
  'ms' | 'bytes' | 'calls' | 'requests' | 'req/s' | 'rows' | 'frames' | 'sockets' | 'ratio' | 'percent'

/** A figure with its unit, in at most three or four digits. */
export function shown(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return value < 1_000 ? `${tidy(value)} ms` : `${(value / 1_000).toFixed(2)} s`
    case 'bytes':
      return Math.abs(value) < 1_048_576
        ? `${tidy(value / 1_024)} KB`
        : `${(value / 1_048_576).toFixed(1)} MB`
    case 'ratio':
      return `${value < 10 ? value.toFixed(2) : Math.round(value)} ×`
    case 'percent':
      return `${tidy(value)} %`
    default:
      return `${Math.round(value).toLocaleString('en')} ${unit}`
  }
}

function tidy(value: number): string {
  return Math.abs(value) < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))
}

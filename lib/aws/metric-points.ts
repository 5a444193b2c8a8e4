import 'server-only'

/** Points of one metric, oldest first; `start` is the first point's time (epoch ms), a gap is null. */
export type MetricSeries = {
  start: number
  periodSeconds: number
  values: (number | null)[]
  /** The newest known value and the start of its period (epoch ms). */
  last: { value: number; at: number } | null
}

/** The window (epoch ms, `end` exclusive) that ends with the last whole period before `now`. */
export function windowOf(
  now: number,
  periodSeconds: number,
  windowSeconds: number,
): { start: number; end: number } {
  const periodMs = periodSeconds * 1000
  const end = Math.floor(now / periodMs) * periodMs
  return { start: end - Math.ceil(windowSeconds / periodSeconds) * periodMs, end }
}

/**
 * Lays datapoints on the window's grid. Those off the period belong to the period that they fall in (the later one wins),
 * those outside of the window are left out.
 */
export function seriesOf(
  points: readonly { at: number; value: number }[],
  { start, end }: { start: number; end: number },
  periodSeconds: number,
): MetricSeries {
  const periodMs = periodSeconds * 1000
  const values = Array.from({ length: Math.round((end - start) / periodMs) }, (): number | null => null)
  for (const { at, value } of points.toSorted((a, b) => a.at - b.at))
    if (at >= start && at < end) values[Math.floor((at - start) / periodMs)] = value
  const index = values.findLastIndex((value) => value !== null)
  const value = values[index] ?? null
  return {
    start,
    periodSeconds,
    values,
    last: value === null ? null : { value, at: start + index * periodMs },
  }
}

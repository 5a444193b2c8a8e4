/** What was measured in a stretch of time: enough for every statistic. `values` only where percentiles are wanted. */
export type Sample = { sum: number; count: number; min: number; max: number; values?: number[] }

/** Samples by the start of their minute, epoch ms. A minute in which nothing was measured is not there. */
export type Samples = Map<number, Sample>

export const minuteMs = 60_000

export const floorTo = (at: number, stepMs: number) => at - (((at % stepMs) + stepMs) % stepMs)

/** Adds one measured value. */
export function measure(samples: Samples, minute: number, value: number): void {
  const sample = samples.get(minute)
  if (!sample) {
    samples.set(minute, { sum: value, count: 1, min: value, max: value, values: [value] })
    return
  }
  sample.sum += value
  sample.count++
  sample.min = Math.min(sample.min, value)
  sample.max = Math.max(sample.max, value)
  sample.values?.push(value)
}

/** Joins two stretches. */
export function join(a: Sample | undefined, b: Sample): Sample {
  if (!a) return { ...b, ...(b.values ? { values: [...b.values] } : {}) }
  a.sum += b.sum
  a.count += b.count
  a.min = Math.min(a.min, b.min)
  a.max = Math.max(a.max, b.max)
  if (a.values && b.values) a.values.push(...b.values)
  return a
}

/** Minutes put together to periods that begin on a multiple of the period, in order of time. */
export function perPeriod(samples: Samples, periodMs: number): [number, Sample][] {
  const periods = new Map<number, Sample>()
  for (const [minute, sample] of samples) {
    const start = floorTo(minute, periodMs)
    periods.set(start, join(periods.get(start), sample))
  }
  return [...periods].sort(([a], [b]) => a - b)
}

/** Whether this is a statistic that we know: `Average`, …, or a percentile such as `p99.9`. */
export function knowsStatistic(name: string): boolean {
  return /^(Average|Sum|Minimum|Maximum|SampleCount|p\d{1,2}(\.\d+)?|p100)$/.test(name)
}

export function statistic(sample: Sample, name: string): number {
  if (name === 'Average') return sample.sum / sample.count
  if (name === 'Sum') return sample.sum
  if (name === 'Minimum') return sample.min
  if (name === 'Maximum') return sample.max
  if (name === 'SampleCount') return sample.count
  const sorted = [...(sample.values ?? [sample.min, sample.sum / sample.count, sample.max])].sort(
    (a, b) => a - b,
  )
  const place = (Number(name.slice(1)) / 100) * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

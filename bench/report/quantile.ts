/** The value below which a share of them lies (nearest rank); undefined of none. `share` is from 0 to 1. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

/** The middle one; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5)
}

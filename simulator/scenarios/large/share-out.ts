/**
 * Shares whole things out by weight so that they sum to `total` (or to what `least` for each asks, when that is more):
 * each gets its part rounded down, and those with the largest remainders one more.
 */
export function shareOut(total: number, weights: readonly number[], least = 0): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (sum > 0 ? (total * weight) / sum : 0))
  const parts = exact.map((part) => Math.max(Math.floor(part), least))
  let left = total - parts.reduce((a, b) => a + b, 0)
  const order = exact.map((_, i) => i).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b)
  for (const i of order) {
    if (left <= 0) break
    parts[i]!++
    left--
  }
  // Those that were lifted to `least` took from the largest.
  const largest = order.toSorted((a, b) => parts[b]! - parts[a]! || a - b)
  for (let k = 0; left < 0 && parts.some((part) => part > least); k = (k + 1) % largest.length) {
    const i = largest[k]!
    if (parts[i]! <= least) continue
    parts[i]!--
    left++
  }
  return parts
}

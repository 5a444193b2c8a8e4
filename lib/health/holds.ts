import { staleAfterMs } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'

/** Of a read, all that a verdict may depend on: its value, its failure, and how stale it is. */
export function inputsOf(read: Read<unknown>, now: number): unknown[] {
  const error = read.error === undefined ? null : `${read.error.code} ${read.error.message}`
  if (!read.ok) return [read.pending === true, error]
  const age = now - read.asOf
  return [
    read.value,
    error,
    read.partial ?? false,
    read.away ?? false,
    age > staleAfterMs ? Math.floor(age / 60_000) : 0,
  ]
}

/** Till when (epoch ms by AWS's clock) a verdict on a read may hold: till it goes stale, then a minute at a time. */
export function holdsTill(read: Read<unknown>, now: number): number {
  if (!read.ok) return Infinity
  const age = now - read.asOf
  if (age <= staleAfterMs) return read.asOf + staleAfterMs
  return read.asOf + (Math.floor(age / 60_000) + 1) * 60_000
}

/** Verdicts are made anew at least so often (ms) where they depend on the time that passed. */
const tickMs = 5_000

/** The end of the present tick (epoch ms). */
export function nextTick(now: number): number {
  return (Math.floor(now / tickMs) + 1) * tickMs
}

/** Whether two lists hold the very same things. */
export function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => Object.is(each, b[index]))
}

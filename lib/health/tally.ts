import { type Health, type Level, levels } from './contract'

/** How many things stand at each level; levels without any are left out. */
export type Tally = Partial<Record<Level, number>>

export function tallyOf(all: readonly { health: Health }[]): Tally {
  const tally: Tally = {}
  for (const { health } of all) tally[health.level] = (tally[health.level] ?? 0) + 1
  return tally
}

/** Several tallies as one. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum: Tally = {}
  for (const level of levels)
    for (const tally of tallies) if (tally[level]) sum[level] = (sum[level] ?? 0) + tally[level]
  return sum
}

export function totalOf(tally: Tally): number {
  return levels.reduce((sum, level) => sum + (tally[level] ?? 0), 0)
}

/** The worst level at which something stands, with how many; undefined of none. */
export function worstOf(tally: Tally): { level: Level; count: number } | undefined {
  const level = levels.find((each) => (tally[each] ?? 0) > 0)
  return level && { level, count: tally[level] ?? 0 }
}

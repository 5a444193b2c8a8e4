import { createContext, useContext } from 'react'
import { useOlderThan } from '@/components/ui/time'
import { awayOf, type Parts } from '@/lib/api/answer'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Health, Level } from '@/lib/health/contract'

type Dated = { asOf: string; now: string; parts?: Parts }

/** When the facts around are stale (see `useStale`): since when; otherwise null. */
const StaleSince = createContext<string | null>(null)

/** Told by whoever shows an answer; every status inside then says `unknown`, for old facts prove nothing. */
export const StaleProvider = StaleSince.Provider

/** Whether an answer proves health no more: it is too old, or AWS was out of reach when it was given. */
export function useStale(...answers: readonly (Dated | undefined)[]): boolean {
  const isOld = useOlderThan(answers, staleAfterMs)
  return isOld || answers.some((answer) => awayOf(answer) !== undefined)
}

/** A word for what AWS said of a thing that is no verdict of ours: its colour, or none where it proves nothing now. */
export function useProvenInk(ink: string): string {
  return useContext(StaleSince) === null ? ink : 'text-muted'
}

/** A level as it may be shown now, by the age of the answer around it. */
export function useProvenLevel(level: Level): Level {
  return useContext(StaleSince) === null ? level : 'unknown'
}

/** Levels with their counts, as they may be shown now. */
export function useProvenTally(tally: Partial<Record<Level, number>>): Partial<Record<Level, number>> {
  if (useContext(StaleSince) === null) return tally
  return { unknown: Object.values(tally).reduce((sum, n) => sum + n, 0) }
}

/** A verdict as it may be shown now, by the age of the answer around it. */
export function useProvenHealth(health: Health): Health {
  const since = useContext(StaleSince)
  return since === null ? health : aged(health, since)
}

/** The same for a part of a page that no section surrounds. */
export function useAged(health: Health | undefined, answer: Dated | undefined): Health | undefined {
  const stale = useStale(answer)
  return health === undefined || answer === undefined || !stale ? health : aged(health, answer.asOf)
}

function aged(health: Health, at: string): Health {
  const { because } = health
  // It says itself why it proves nothing.
  if (health.level === 'unknown') return health
  const text = 'These facts are stale: they prove nothing now. What follows was true then'
  return { level: 'unknown', because: [{ kind: 'stale', text, at }, ...because] }
}

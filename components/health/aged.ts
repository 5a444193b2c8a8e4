import { createContext, useContext } from 'react'
import { useOlderThan } from '@/components/ui/time'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Health, Level } from '@/lib/health/contract'

type Dated = { asOf: string; now: string }

/** When the facts around are older than five minutes: since when; otherwise null. */
const StaleSince = createContext<string | null>(null)

/** Told by whoever shows an answer; every status inside then says `unknown`, for old facts prove nothing. */
export const StaleProvider = StaleSince.Provider

/** Whether an answer is too old to prove health. */
export function useStale(...answers: readonly (Dated | undefined)[]): boolean {
  return useOlderThan(answers, staleAfterMs)
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

function aged({ because }: Health, at: string): Health {
  const text = 'These facts are older than five minutes. What follows was true then'
  return { level: 'unknown', because: [{ kind: 'stale', text, at }, ...because] }
}

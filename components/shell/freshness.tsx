'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { ageMs } from '@/components/ui/elapsed'
import { formatSpan } from '@/components/ui/format'
import { subscribeToTicks } from '@/components/ui/ticker'
import { awayOf, type Parts } from '@/lib/api/answer'
import { problemOf, type ErrorCode, type Problem } from '@/lib/api/error'
import { staleAfterMs } from '@/lib/api/freshness'

type State = 'reading' | 'live' | 'old' | 'failing'

const looks: Record<State, { ink: string; word: string }> = {
  reading: { ink: 'text-muted', word: 'Reading' },
  live: { ink: 'text-good', word: 'Live' },
  old: { ink: 'text-warn', word: 'Old' },
  failing: { ink: 'text-bad', word: 'Not updating' },
}

/** Whether this page is live: the age of the newest thing it read, or that reading fails. */
export function Freshness() {
  const client = useQueryClient()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stopTicks = subscribeToTicks(listener)
      const stopCache = client.getQueryCache().subscribe(listener)
      return () => {
        stopTicks()
        stopCache()
      }
    },
    [client],
  )
  const snapshot = useSyncExternalStore(
    subscribe,
    () => freshnessOf(client),
    () => 'reading ',
  )
  if (snapshot === '') return null
  const [state, age] = snapshot.split(' ', 2) as [State, string]
  const { ink, word } = looks[state]
  const span = age === '' ? '' : formatSpan(Number(age))
  return (
    <span
      className="flex shrink-0 items-center gap-1.5 px-1 text-sm whitespace-nowrap"
      title="How long ago AWS's facts on this page were last read"
    >
      <FreshnessIcon state={state} className={ink} />
      <span className={state === 'live' ? 'sr-only' : ink}>{word}</span>
      <span className="tabular min-w-8 text-muted max-sm:hidden">{span}</span>
    </span>
  )
}

/** A ring while live; a broken ring, a triangle otherwise: told without colour. */
function FreshnessIcon({ state, className }: { state: State; className: string }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={`size-3 shrink-0 ${className}`}>
      {state === 'failing' || state === 'old' ? (
        <path d="M6 1 11.500 11H.5z" fill="currentColor" />
      ) : (
        <>
          <circle
            cx="6"
            cy="6"
            r="5"
            fill="none"
            stroke="currentColor"
            strokeDasharray={state === 'reading' ? '2 2' : undefined}
          />
          {state === 'live' && <circle cx="6" cy="6" r="2.500" fill="currentColor" />}
        </>
      )}
    </svg>
  )
}

/** What keeps a page from updating, as against what is merely not allowed or not there. */
const halting: readonly ErrorCode[] = ['unavailable', 'timed_out', 'throttled', 'signed_out', 'internal']

/**
 * State and age in ms of the freshest read in use, as a text that is equal while nothing changed. Metrics and other slow
 * reads have their own ages on their panels.
 */
function freshnessOf(client: QueryClient): string {
  const active = client
    .getQueryCache()
    .getAll()
    .filter((each) => each.isActive() && each.meta?.['isOurOwn'] !== true)
  const answers = active.map(({ state }) => state.data).filter(isAnswer)
  const halted = active.some(({ state }) =>
    state.status === 'error'
      ? isHalting(problemOf(state.error))
      : // It never gave anything and is being tried again.
        state.status === 'pending' && state.errorUpdateCount > 0,
  )
  const failing = halted || answers.some((each) => awayOf(each) !== undefined || hasHalted(each))
  if (answers.length === 0) {
    if (failing) return 'failing '
    // What is not there, or may not be seen, has no age.
    return active.every(({ state }) => state.status === 'error') ? '' : 'reading '
  }
  const youngest = Math.max(0, Math.min(...answers.map(({ asOf, now }) => ageMs(asOf, now))))
  const rounded = String(Math.floor(youngest / 1_000) * 1_000)
  if (failing) return `failing ${rounded}`
  // Beside a list that is old, a fresh panel is no sign of life. What never changes is never old.
  const isOld = active.some(
    ({ state, observers }) =>
      isAnswer(state.data) &&
      ageMs(state.data.asOf, state.data.now) > staleAfterMs &&
      observers.some(({ options }) => options.staleTime !== Infinity),
  )
  return isOld ? `old ${rounded}` : `live ${rounded}`
}

type Dated = { now: string; asOf: string; parts: Parts }

function isAnswer(data: unknown): data is Dated {
  return data !== null && typeof data === 'object' && 'now' in data && 'asOf' in data && 'parts' in data
}

/** Refused credentials stop everything; that one action is not allowed does not. */
function isHalting({ code, iamAction }: Problem): boolean {
  return halting.includes(code) || (code === 'forbidden' && iamAction === undefined)
}

/** One read that failed is tried again by then (ms). */
const retriedMs = 20_000

/**
 * A part that was never read is a gap (its panel says why), not a page that stopped updating; unless that is all there is.
 */
function hasHalted({ parts, now }: Dated): boolean {
  const all = Object.values(parts).filter(({ error }) => error === undefined || isHalting(error))
  if (all.length > 0 && all.every(({ asOf, error }) => asOf === null && error !== undefined)) return true
  return all.some(
    ({ asOf, error }) =>
      asOf !== null && error !== undefined && Date.parse(now) - Date.parse(asOf) > retriedMs,
  )
}

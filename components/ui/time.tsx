'use client'

import { createContext, useContext, useSyncExternalStore, type SyntheticEvent } from 'react'
import { ageMs } from './elapsed'
import { formatAge, formatExact, formatSpan, formatUtc } from './format'
import { subscribeToTicks } from './ticker'

const AnswerNow = createContext<string | null>(null)

/** Gives the `now` of an answer to every time shown inside it. */
export const NowProvider = AnswerNow.Provider

type TimeProps = {
  /** ISO 8601. */
  at: string
  /** The answer's `now`; from the nearest `NowProvider` when left out. */
  now?: string
  /** `ago`: "3 min ago"; `span`: "3 min", for "running for …". */
  form?: 'ago' | 'span'
  className?: string
}

/** A relative time that ticks by itself; the exact time is in its tooltip. */
export function Time({ at, now, form = 'ago', className }: TimeProps) {
  const context = useContext(AnswerNow)
  const answered = now ?? context
  const word = form === 'span' ? formatSpan : formatAge
  const text = useSyncExternalStore(
    subscribeToTicks,
    () => (answered === null ? formatUtc(at) : word(ageMs(at, answered))),
    () => (answered === null ? formatUtc(at) : word(Date.parse(answered) - Date.parse(at))),
  )
  return (
    <time dateTime={at} title={formatUtc(at)} onPointerEnter={showLocal} className={className}>
      {text}
    </time>
  )
}

/** The reader's own zone is not known on the server, so it is added when somebody looks. */
function showLocal(event: SyntheticEvent<HTMLTimeElement>): void {
  event.currentTarget.title = formatExact(event.currentTarget.dateTime)
}

type Dated = { asOf: string; now: string }

/** Whether the facts of any answer are older than `limitMs`; re-renders only when that flips. */
export function useOlderThan(answers: readonly (Dated | undefined)[], limitMs: number): boolean {
  const anyOlder = (age: (asOf: string, now: string) => number) =>
    answers.some((answer) => answer !== undefined && age(answer.asOf, answer.now) > limitMs)
  return useSyncExternalStore(
    subscribeToTicks,
    () => anyOlder(ageMs),
    () => anyOlder((asOf, now) => Date.parse(now) - Date.parse(asOf)),
  )
}

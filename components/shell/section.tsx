'use client'

import { useState, type ReactNode } from 'react'
import { StaleProvider, useStale } from '@/components/health/aged'
import { LevelIcon } from '@/components/health/level-icon'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { NowProvider, Time } from '@/components/ui/time'
import { awayOf, type Parts } from '@/lib/api/answer'
import { problemOf } from '@/lib/api/error'
import { PartProblems } from './part-problems'
import { adviceFor, ProblemNotice } from './problem-notice'

/** What every answer of the BFF has, list or one thing. */
export type AnyAnswer = { now: string; asOf: string; parts: Parts; complete?: boolean; total?: number }

/** The part of a `useQuery` result that a section needs. */
export type Reading<A> = {
  data: A | undefined
  error: unknown
  refetch: () => unknown
  /** Another panel of the page says what is wrong; this one only how old it is. */
  isQuiet?: true
}

/** The same reading for a second panel of one page: the first one has said what went wrong. */
export function quiet<A extends AnyAnswer>(reading: Reading<A>): Reading<A> {
  return { ...reading, error: null, isQuiet: true }
}

type SectionProps<A extends AnyAnswer> = {
  /** Absent: no head; the age then stands under the content. */
  title?: ReactNode
  /** What is read, as a sentence's object: "the services of shop-prod". */
  what: string
  reading: Reading<A>
  /** Of a list that is not complete: how many of `total` are described. */
  described?: (answer: A) => number
  /** Rows to keep free while the first answer is under way. */
  rows?: number
  aside?: ReactNode
  children: (answer: A) => ReactNode
}

/**
 * A panel over one query: loading; an error with the last good data; stale; denied, naming the IAM action; partial.
 * It prints the age of what it shows.
 */
export function Section<A extends AnyAnswer>({
  title,
  what,
  reading,
  described,
  rows = 4,
  aside,
  children,
}: SectionProps<A>) {
  const { data } = reading
  const error = useLastError(reading, what)
  const stale = useStale(data)
  return (
    <StaleProvider value={stale && data !== undefined ? data.asOf : null}>
      <Panel
        title={title}
        label={title === undefined ? what : undefined}
        aside={
          <>
            {aside}
            {data !== undefined && title !== undefined && <AgeOf answer={data} />}
          </>
        }
      >
        {error !== null && (
          <div className="border-b border-line p-2 last:border-b-0">
            <ProblemNotice
              what={what}
              problem={problemOf(error)}
              keepsOlder={data !== undefined}
              action={<Button onClick={() => void reading.refetch()}>Try again</Button>}
            />
          </div>
        )}
        {data === undefined ? (
          error === null && <Skeleton rows={rows} what={what} />
        ) : (
          <NowProvider value={data.now}>
            {reading.isQuiet !== true && <Flaws answer={data} what={what} described={described?.(data)} />}
            {children(data)}
            {title === undefined && (
              <div className="border-t border-line px-3 py-1 text-right">
                <AgeOf answer={data} />
              </div>
            )}
          </NowProvider>
        )}
      </Panel>
    </StaleProvider>
  )
}

/** The error of a reading; one that never gave anything keeps its last one while it is tried again: nothing blinks. */
function useLastError({ data, error }: Reading<AnyAnswer>, what: string): unknown {
  const [last, setLast] = useState<{ what: string; error: unknown }>({ what, error: error ?? null })
  const now = error ?? (data === undefined && last.what === what ? last.error : null)
  if (last.error !== now || last.what !== what) setLast({ what, error: now })
  return now
}

/** "as of 3 s ago": the oldest mutable fact in the answer; "Stale" before it where it proves nothing any more. */
export function AgeOf({ answer }: { answer: AnyAnswer }) {
  const stale = useStale(answer)
  return (
    <span className="inline-flex items-center gap-1 text-sm whitespace-nowrap text-muted">
      {stale && (
        <span className="inline-flex items-center gap-1 font-medium text-warn">
          <LevelIcon level="unknown" className="size-3.5" />
          Stale,
        </span>
      )}
      as of <Time at={answer.asOf} now={answer.now} className="tabular" />
    </span>
  )
}

const awayWords = {
  silent: 'AWS is out of reach: what stands here is stale.',
  refused: 'AWS refuses this connection: what stands here is stale.',
}

/** What is wrong with an answer that did arrive: its age, its gaps, its parts. */
function Flaws({
  answer,
  what,
  described,
}: {
  answer: AnyAnswer
  what: string
  described: number | undefined
}) {
  const stale = useStale(answer)
  const away = awayOf(answer)
  const partial = answer.complete === false
  const isListed = described !== undefined && described < (answer.total ?? Infinity)
  const failed = Object.values(answer.parts).some((part) => part.error !== undefined)
  if (!stale && !partial && !failed) return null
  return (
    <div className="grid gap-2 border-b border-line p-2">
      {away?.error !== undefined && (
        <Notice look="warn" title={awayWords[away.error.code === 'forbidden' ? 'refused' : 'silent']}>
          <p>{away.error.message}</p>
          <p>
            {away.asOf !== null && (
              <>
                Its last answer came <Time at={away.asOf} />.{' '}
              </>
            )}
            Nothing here proves health any more.{' '}
            {away.error.code === 'forbidden' ? 'The page keeps asking.' : adviceFor(away.error)}
          </p>
        </Notice>
      )}
      {stale && away === undefined && (
        <Notice
          look="warn"
          title={
            <>
              These facts are old: as of <Time at={answer.asOf} />.
            </>
          }
        >
          Nothing here proves health any more. The page keeps asking AWS.
        </Notice>
      )}
      {partial && (isListed || away === undefined) && (
        <Notice
          title={
            isListed
              ? `${described} of ${answer.total ?? '?'} described.`
              : `Only a part of ${what} is known.`
          }
        >
          {isListed
            ? 'AWS lists the rest and has not described them: they are still to be read, very new, or gone.'
            : 'There may be more: the rest is still to be read, or could not be.'}
        </Notice>
      )}
      <PartProblems parts={answer.parts} />
    </div>
  )
}

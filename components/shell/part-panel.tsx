import type { ReactNode } from 'react'
import { StaleProvider, useStale } from '@/components/health/aged'
import { Panel } from '@/components/ui/panel'
import { NowProvider } from '@/components/ui/time'
import type { Parts } from '@/lib/api/answer'
import { causesOf, PartProblems } from './part-problems'
import { AgeOf, type AnyAnswer } from './section'

type PartPanelProps = {
  title: string
  answer: AnyAnswer
  /** The parts of the answer that this panel shows; one that is absent was not needed. */
  parts?: readonly string[]
  className?: string
  children: ReactNode
}

/**
 * A panel over parts of an answer that a `Section` has read. A part that failed shows its error here; one that never was
 * read shows nothing else, so that what is not known does not look like nothing.
 */
export function PartPanel({ title, answer, parts = [], className, children }: PartPanelProps) {
  const own = pick(answer.parts, [...parts, 'aws'])
  const shown = Object.values(pick(own, parts))
  const hasCauses = causesOf(own).length > 0
  const unread = shown.some(({ asOf }) => asOf === null)
  const isPending = unread && shown.every(({ error }) => error === undefined)
  const [oldest = answer.asOf] = shown.flatMap(({ asOf }) => asOf ?? []).sort()
  const dated = { ...answer, asOf: oldest }
  // The answer's own age tells nothing of a part that could not be read anew, nor of one that is too old to be judged by.
  const stale = useStale(dated) || shown.some(({ error }) => error !== undefined)
  return (
    <Panel title={title} className={className} aside={unread ? null : <AgeOf answer={dated} />}>
      <NowProvider value={answer.now}>
        {hasCauses && (
          <div className="grid gap-2 border-b border-line p-2 last:border-b-0">
            <PartProblems parts={own} />
          </div>
        )}
        {isPending && <p className="px-4 py-4 text-muted">It is still being read.</p>}
        <StaleProvider value={stale ? oldest : null}>{!unread && children}</StaleProvider>
      </NowProvider>
    </Panel>
  )
}

/** The parts of these names. */
export function pick(parts: Parts, names: readonly string[]): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => names.includes(name)))
}

/** The other parts. */
export function omit(parts: Parts, names: readonly string[]): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => !names.includes(name)))
}

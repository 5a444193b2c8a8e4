'use client'

import type { ReactNode } from 'react'
import type { Level } from '@/lib/health/contract'
import { totalOf, worstOf, type Tally } from '@/lib/health/tally'
import { useStale } from '@/components/health/aged'
import { levelSigns } from '@/components/health/level-colour'
import { faviconOf } from './favicon'

type PageTitleProps = {
  name: string
  /** How many things of the page stand at each level; the worst goes to the title and the favicon. */
  tally?: Tally | undefined
  /** The answers that it came with: too old, they prove nothing. */
  answers?: readonly ({ asOf: string; now: string } | undefined)[]
}

/** Levels that deserve a sign in the tab. */
const loud: readonly Level[] = ['failing', 'crash-loop', 'degraded', 'unknown', 'deploying']

/** "2 ✕ shop-prod · Quayside", and a favicon of the same level: a pinned tab tells the state. */
export function PageTitle({ name, tally = {}, answers = [] }: PageTitleProps) {
  const stale = useStale(...answers)
  const worst = worstOf(stale ? { unknown: totalOf(tally) } : tally)
  const sign =
    worst !== undefined && loud.includes(worst.level) ? `${worst.count} ${levelSigns[worst.level]} ` : ''
  return (
    <>
      <title>{`${sign}${name} · Quayside`}</title>
      <link rel="icon" type="image/svg+xml" href={faviconOf(worst?.level)} />
    </>
  )
}

type PageHeadProps = {
  title: ReactNode
  /** Beside the title: a status, chips. */
  beside?: ReactNode
  /** At the right: the one primary action, the menu. */
  actions?: ReactNode
  children?: ReactNode
}

/** The head of a page: title, what it is, actions at the right. */
export function PageHead({ title, beside, actions, children }: PageHeadProps) {
  return (
    <header className="mb-4 grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-xl font-semibold tracking-tight [overflow-wrap:anywhere]">{title}</h1>
        {beside}
        {actions !== undefined && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </div>
      {children}
    </header>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { formatPercent } from '@/components/ui/format'
import type { BucketUse } from '@/lib/connection/contract'
import { budgetQuery } from './own-queries'
import type { Place } from './places'

const BudgetDialog = dynamic(() => import('./budget-dialog'), { ssr: false })

/** How much of AWS's request limits the console uses here: of the limit that it uses most of. */
export function BudgetSlot({ place }: { place: Place }) {
  const { data } = useQuery(budgetQuery(place))
  const [open, setOpen] = useState(false)
  if (data === undefined) return null
  const { buckets } = data.item
  const throttled = buckets.some(({ throttledLastMinute }) => throttledLastMinute > 0)
  const most = Math.max(0, ...buckets.map(partOf))
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        title="How much of AWS's request limits this console uses"
        onClick={() => setOpen(true)}
        className="flex h-5 items-center gap-1.5 rounded-sm px-1 text-muted hover:bg-line hover:text-ink"
      >
        <Gauge part={most} throttled={throttled} />
        <span className={throttled ? 'text-warn' : undefined}>
          {throttled ? 'AWS throttles' : `AWS calls ${formatPercent(most * 100)}`}
        </span>
      </button>
      {open && <BudgetDialog place={place} onClose={() => setOpen(false)} />}
    </>
  )
}

/** The part of what AWS allows everybody. */
export function partOf({ used, limit }: BucketUse): number {
  return limit > 0 ? used / limit : 0
}

function Gauge({ part, throttled }: { part: number; throttled: boolean }) {
  return (
    <svg viewBox="0 0 32 8" aria-hidden="true" className="h-2 w-8 shrink-0">
      <rect x="0.5" y="0.5" width="31" height="7" rx="2" className="fill-none stroke-edge" />
      <rect
        x="1"
        y="1"
        width={Math.min(1, part) * 30}
        height="6"
        rx="1.5"
        className={throttled ? 'fill-warn' : 'fill-move'}
      />
    </svg>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { Dialog } from '@/components/ui/dialog'
import { formatPercent } from '@/components/ui/format'
import type { BucketUse } from '@/lib/connection/contract'
import { partOf } from './budget-slot'
import { budgetQuery } from './own-queries'
import type { Place } from './places'

/** Each of AWS's request limits that the console uses here, and what it takes of it. Read anew when it opens. */
export default function BudgetDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const { data } = useQuery({ ...budgetQuery(place), refetchOnMount: 'always' })
  return (
    <Dialog open onClose={onClose} title="Calls to AWS">
      {data !== undefined && (
        <>
          <p className="mb-3 text-muted">
            AWS limits the requests of everybody in this account and region together. This console takes at
            most {formatPercent(data.item.share * 100)} of each limit, less while AWS throttles, and asks
            first for what somebody looks at.
          </p>
          {data.item.buckets.length === 0 ? (
            <p>No call has been made yet.</p>
          ) : (
            <table aria-label="AWS's request limits" className="w-full text-left">
              <thead className="text-sm text-muted">
                <tr>
                  <th className="py-1 pr-3 font-medium">Limit</th>
                  <th className="py-1 pr-3 text-right font-medium">AWS allows</th>
                  <th className="py-1 pr-3 text-right font-medium">Ours</th>
                  <th className="py-1 text-right font-medium">Used</th>
                </tr>
              </thead>
              <tbody className="tabular">
                {data.item.buckets.map((bucket) => (
                  <BucketRow key={bucket.name} bucket={bucket} />
                ))}
              </tbody>
            </table>
          )}
          <p className="mt-3 text-sm text-muted">
            Calls a second; what is used, on average over the last minute.
          </p>
        </>
      )}
    </Dialog>
  )
}

function BucketRow({ bucket }: { bucket: BucketUse }) {
  const { name, limit, allowed, used, throttledLastMinute, waiting } = bucket
  return (
    <tr className="border-t border-line align-top">
      <th className="py-1 pr-3 font-normal">
        {name}
        {throttledLastMinute > 0 && (
          <span className="block text-sm text-warn">
            AWS throttled {throttledLastMinute} in the last minute: asking less
          </span>
        )}
        {waiting > 0 && <span className="block text-sm text-muted">Reads are waiting for their turn</span>}
      </th>
      <td className="py-1 pr-3 text-right">{limit}</td>
      <td className="py-1 pr-3 text-right">{allowed}</td>
      <td className="py-1 text-right whitespace-nowrap">
        {used} <span className="text-muted">({formatPercent(partOf(bucket) * 100)})</span>
      </td>
    </tr>
  )
}

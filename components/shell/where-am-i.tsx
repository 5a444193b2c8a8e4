'use client'

import { useQuery } from '@tanstack/react-query'
import { Chip } from '@/components/ui/chip'
import { count } from '@/components/ui/format'
import { problemOf } from '@/lib/api/error'
import { BudgetSlot } from './budget-slot'
import { connectionQuery } from './own-queries'
import type { Place } from './places'

type WhereAmIProps = {
  /** Undefined on the overview of several accounts. */
  place: Place | undefined
  access: 'full' | 'read-only'
  count: number
}

/** The line that always says which account and region this is, what may be done, and whether it is simulated. */
export function WhereAmI({ place, access, count: places }: WhereAmIProps) {
  return (
    <section
      aria-label="Where you are"
      className="flex h-7 flex-wrap content-center items-center gap-x-2 overflow-hidden border-t border-line bg-sunken px-3 text-sm max-sm:h-12 md:px-5"
    >
      {place === undefined ? (
        <span>{count(places, 'account and region', 'accounts and regions')}</span>
      ) : (
        <Identity place={place} />
      )}
      <span className="ml-auto flex shrink-0 items-center gap-2 max-sm:ml-0">
        {place !== undefined && <BudgetSlot place={place} />}
        <Chip tone={access === 'full' ? 'move' : 'plain'} title={accessMeaning[access]}>
          {access === 'full' ? 'read and write' : 'read-only'}
        </Chip>
      </span>
    </section>
  )
}

const accessMeaning = {
  full: 'Quayside may change this account, as far as its IAM role allows',
  'read-only': 'Quayside is configured to change nothing',
}

function Identity({ place }: { place: Place }) {
  const { data, error } = useQuery(connectionQuery(place))
  const connection = data?.item
  return (
    <>
      <strong className="truncate font-semibold">{place.account}</strong>
      <span className="tabular truncate font-mono text-muted" title={connection?.callerArn ?? undefined}>
        {connection?.accountId ?? (error ? <AccountUnread error={error} /> : '············')}
      </span>
      <span aria-hidden className="text-muted">
        ·
      </span>
      <span className="whitespace-nowrap">{place.region}</span>
      {connection?.simulated === true && (
        <Chip tone="warn" title={`Not AWS: ${connection.endpointHost ?? 'a simulator'}`}>
          simulated
        </Chip>
      )}
      {connection?.simulated === false && connection.endpointHost !== null && (
        <Chip tone="warn" title="Not AWS's own endpoint">
          {connection.endpointHost}
        </Chip>
      )}
    </>
  )
}

function AccountUnread({ error }: { error: unknown }) {
  return <span title={problemOf(error).message}>account id unknown</span>
}

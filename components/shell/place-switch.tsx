'use client'

import { useRouter } from 'next/navigation'
import { pathOf } from '@/lib/api/paths'
import type { Place } from './places'

type PlaceSwitchProps = {
  places: readonly Place[]
  place: Place
  /** True on the overview of all. */
  everywhere: boolean
}

/** Account and region: the browser's own list, by account. Choosing one opens its overview. */
export function PlaceSwitch({ places, place, everywhere }: PlaceSwitchProps) {
  const router = useRouter()
  const accounts = [...new Set(places.map(({ account }) => account))]
  const many = places.length > 1
  return (
    <label className="grid gap-1 text-sm text-muted">
      Account and region
      <select
        value={everywhere && many ? '/' : pathOf('/{account}/{region}', place)}
        onChange={(event) => router.push(event.target.value)}
        className="h-8 w-full rounded border border-edge bg-panel px-2 text-base text-ink"
      >
        {many && <option value="/">All accounts</option>}
        {accounts.map((account) => (
          <optgroup key={account} label={account}>
            {places
              .filter((each) => each.account === account)
              .map((each) => (
                <option key={each.region} value={pathOf('/{account}/{region}', each)}>
                  {account} · {each.region}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

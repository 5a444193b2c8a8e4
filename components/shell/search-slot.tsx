'use client'

import type { Place } from './places'

/** Where the ⌘K palette opens; it fills this once it exists. */
export function SearchSlot({ place }: { place: Place }) {
  return <span hidden data-place={`${place.account} ${place.region}`} />
}

'use client'

import type { Place } from './places'

/** Where the ⌘K palette opens; it fills this once it exists. */
export function SearchSlot(_: { place: Place }) {
  return null
}

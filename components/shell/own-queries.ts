import { query } from '@/lib/api/query'
import { getBudget, getConnection } from '@/lib/connection/contract'
import type { Place } from './places'

// What the console knows of itself: it says nothing of how fresh AWS's facts on the page are (see `freshness.tsx`).
const meta = { isOurOwn: true }

/** Who we are in an account and region, and where the calls go. */
export function connectionQuery(place: Place) {
  return { ...query(getConnection, place), meta }
}

/** How much of AWS's request limits the console uses there. */
export function budgetQuery(place: Place) {
  return { ...query(getBudget, place), meta }
}

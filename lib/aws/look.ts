import 'server-only'
import type { Freshness } from '@/lib/api/freshness'
import type { Urgency } from './urgency'

/** How facts are wanted by somebody who looks; it is given on as `ReadOptions`. */
export type Look = {
  freshness: Freshness
  urgency: Urgency
  /** Till when (monotonic ms) to wait for what is not known at all. */
  until: number
}

/** A first answer tells what is known by then; the rest is named, called unknown, and comes with the next. */
const waitAtMostMs = 2_000

/** The very thing is looked at. */
export function closely(freshness: Freshness = 'live'): Look {
  return { freshness, urgency: 'visible', until: performance.now() + waitAtMostMs }
}

/** A list with it is looked at. */
export function asListed(freshness: Freshness = 'steady'): Look {
  return { freshness, urgency: 'listed', until: performance.now() + waitAtMostMs }
}

/** A whole account and region is looked at. */
export function fromAfar(freshness: Freshness = 'steady'): Look {
  return { freshness, urgency: 'background', until: performance.now() + waitAtMostMs }
}

/** The same for a fact without which there is no answer: its call is waited for. */
export function patiently<L extends { until?: number }>(look: L): L {
  return { ...look, until: Infinity }
}

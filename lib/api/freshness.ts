/**
 * How fresh a read must be, by name. `pollMs` is how often an open page asks; `cacheMs` how long the gateway serves the
 * same fact to other viewers. Fast polling is for things in transition only.
 */
export const freshness = {
  /** Something is moving: a deployment, a crash loop, a page that a person looks at. */
  live: { pollMs: 3_000, cacheMs: 2_000 },
  /** Ordinary lists and settled services. */
  steady: { pollMs: 10_000, cacheMs: 8_000 },
  /** What changes rarely: metrics, scaling, load balancers. */
  slow: { pollMs: 60_000, cacheMs: 45_000 },
  /** What never changes once known: a task definition's revision. */
  fixed: { pollMs: false, cacheMs: 3_600_000 },
} as const

export type Freshness = keyof typeof freshness

/** A fact older than this (ms) can no longer prove health. */
export const staleAfterMs = 5 * 60_000

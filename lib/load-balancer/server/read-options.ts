import type { Freshness } from '@/lib/api/freshness'

/** How fresh a read of AWS must be; `pastCache` after a write. */
export type ReadOptions = { freshness?: Freshness; pastCache?: boolean }

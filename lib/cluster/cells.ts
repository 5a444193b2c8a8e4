import { compareLevels } from '@/lib/health/contract'
import type { ServiceSummary } from '@/lib/service/contract'
import type { ServiceCell } from './contract'

/** The worst services of a cluster as cells, at most so many; those of one level by name, so that a refresh moves nothing. */
export function cellsOf(services: readonly ServiceSummary[], most: number): ServiceCell[] {
  return [...services]
    .sort((a, b) => compareLevels(a.health.level, b.health.level) || a.name.localeCompare(b.name, 'en'))
    .slice(0, most)
    .map(({ name, health }) => ({ name, level: health.level, because: health.because[0].text }))
}

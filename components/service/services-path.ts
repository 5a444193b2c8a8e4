import type { Place } from '@/components/shell/places'
import { pathOf } from '@/lib/api/paths'

/** The list of services that meet a filter: of one cluster, or of all. */
export function servicesPath(place: Place, filter: string, cluster?: string): string {
  const path =
    cluster === undefined
      ? pathOf('/{account}/{region}/services', place)
      : pathOf('/{account}/{region}/clusters/{cluster}/services', { ...place, cluster })
  return `${path}?filter=${encodeURIComponent(filter)}`
}

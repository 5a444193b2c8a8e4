import { NoServices } from '@/components/service/no-services'
import { ServiceCell } from '@/components/overview/service-cell'
import { servicePath } from '@/components/service/service-columns'
import type { Place } from '@/components/shell/places'
import { compareLevels } from '@/lib/health/contract'
import type { ServiceSummary } from '@/lib/service/contract'

type ClusterCellsProps = { place: Place; cluster: string; services: ServiceSummary[] }

/** One cell a service, worst first. */
export function ClusterCells({ place, cluster, services }: ClusterCellsProps) {
  if (services.length === 0) return <NoServices where={cluster} cluster={cluster} region={place.region} />
  const sorted = [...services].sort(
    (a, b) => compareLevels(a.health.level, b.health.level) || a.name.localeCompare(b.name, 'en'),
  )
  return (
    <ul className="flex flex-wrap gap-1.5 px-4 py-3">
      {sorted.map((service) => (
        <li key={service.arn} className="min-w-0">
          <ServiceCell
            href={servicePath(place, service)}
            name={service.name}
            level={service.health.level}
            because={service.health.because[0].text}
            small={services.length > 60}
          />
        </li>
      ))}
    </ul>
  )
}

import { NoServices } from '@/components/service/no-services'
import { ServiceCells } from '@/components/overview/service-cells'
import type { Place } from '@/components/shell/places'
import type { Cluster } from '@/lib/cluster/contract'
import { totalOf } from '@/lib/health/tally'

/** One cell a service, worst first. */
export function ClusterCells({ place, cluster }: { place: Place; cluster: Cluster }) {
  const { name, cells, levels } = cluster
  if (totalOf(levels) === 0) return <NoServices where={name} cluster={name} region={place.region} />
  return (
    <div className="px-4 py-3">
      <ServiceCells place={place} cluster={name} cells={cells} tally={levels} />
    </div>
  )
}

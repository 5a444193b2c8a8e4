import { Status } from '@/components/health/status'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { count } from '@/components/ui/format'
import { pathOf } from '@/lib/api/paths'
import { totalOf } from '@/lib/health/tally'
import type { ClusterStrip as Strip } from '@/lib/overview/contract'
import { ServiceCells } from './service-cells'

/** One cluster: its name and counts, then one cell a service. */
export function ClusterStrip({ place, strip }: { place: Place; strip: Strip }) {
  const at = { ...place, cluster: strip.name }
  return (
    <li className="grid grid-cols-1 gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <AppLink
          href={pathOf('/{account}/{region}/clusters/{cluster}', at)}
          className="name-link font-semibold [overflow-wrap:anywhere]"
        >
          {strip.name}
        </AppLink>
        {strip.services.length > 0 || !strip.complete ? (
          <Status health={strip.health} name={strip.name} />
        ) : null}
        <span className="tabular text-sm text-muted">{factsOf(strip).join(' · ')}</span>
      </div>
      {strip.services.length === 0 ? (
        <p className="text-muted">
          {strip.complete
            ? 'No services: nothing here is kept running by ECS.'
            : strip.health.because[0].text}
        </p>
      ) : (
        <ServiceCells place={place} cluster={strip.name} cells={strip.services} tally={strip.levels} />
      )}
    </li>
  )
}

function factsOf(strip: Strip): string[] {
  // An empty list that is not complete says nothing of how many there are.
  const total = totalOf(strip.levels)
  const isKnown = strip.complete || total > 0
  const facts = isKnown ? [count(total, 'service')] : []
  if (strip.runningTasksCount !== null) facts.push(count(strip.runningTasksCount, 'running task'))
  if (strip.registeredContainerInstancesCount !== null && strip.registeredContainerInstancesCount > 0)
    facts.push(count(strip.registeredContainerInstancesCount, 'instance'))
  if (strip.status !== 'ACTIVE' && strip.status !== '') facts.push(strip.status)
  return facts
}

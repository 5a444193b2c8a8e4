import { servicePath } from '@/components/service/service-columns'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { RevisionLink } from '@/components/task-definition/revision-link'
import type { Task } from '@/lib/task/contract'

/** "of service web · web:12": whose task this is and what it runs. */
export function TaskOwner({ place, task }: { place: Place; task: Task }) {
  const { serviceName, clusterName, group, startedBy, taskDefinition } = task
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 text-muted">
      {serviceName === null ? (
        <span>standalone{standaloneWords(group, startedBy)}</span>
      ) : (
        <span>
          of service{' '}
          <AppLink
            href={servicePath(place, { clusterName, name: serviceName })}
            className="name-link font-medium text-ink"
          >
            {serviceName}
          </AppLink>
        </span>
      )}
      <RevisionLink place={place} revision={taskDefinition} />
    </span>
  )
}

function standaloneWords(group: string | null, startedBy: string | null): string {
  const words = [group && `group ${group}`, startedBy && `started by ${startedBy}`].filter(Boolean)
  return words.length === 0 ? '' : `, ${words.join(', ')}`
}

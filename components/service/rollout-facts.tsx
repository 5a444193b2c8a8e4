import { RevisionLink } from '@/components/task-definition/revision-link'
import type { Place } from '@/components/shell/places'
import { Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import type { Service } from '@/lib/service/contract'

/** How many tasks, and how the present deployment goes. */
export function RolloutFacts({ place, service }: { place: Place; service: Service }) {
  const { runningCount, desiredCount, pendingCount, unplannedStops, circuitBreaker } = service
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY')
  return (
    <Facts
      facts={[
        {
          name: 'Tasks',
          value: (
            <span className="tabular">
              <span className="text-xl font-semibold">{runningCount ?? '?'}</span> running of{' '}
              {desiredCount ?? '?'} desired, {pendingCount ?? '?'} pending
            </span>
          ),
        },
        {
          name: 'Unplanned stops',
          hint: 'Tasks that stopped by themselves in the last 10 minutes',
          value:
            unplannedStops === null
              ? 'not known: stopped tasks could not be read'
              : `${unplannedStops} in 10 minutes`,
        },
        { name: 'Revision', value: <RevisionLink place={place} revision={service.taskDefinition} /> },
        {
          name: 'Rollout',
          value: [service.rolloutState, primary?.rolloutStateReason].filter(Boolean).join(' · '),
        },
        { name: 'Failed tasks of this deployment', value: primary?.failedTasks },
        { name: 'Deployed', value: service.deployedAt === null ? null : <Time at={service.deployedAt} /> },
        { name: 'Circuit breaker', value: breakerWords(circuitBreaker) },
        {
          name: 'Minimum and maximum healthy',
          hint: 'How many of the desired tasks may run while a deployment is under way',
          value: `${service.minimumHealthyPercent ?? '—'} % and ${service.maximumPercent ?? '—'} %`,
        },
      ]}
    />
  )
}

export function breakerWords(breaker: Service['circuitBreaker']): string {
  if (breaker === null) return 'not given'
  if (!breaker.enable) return 'off'
  return breaker.rollback ? 'on, rolls back' : 'on, without rollback'
}

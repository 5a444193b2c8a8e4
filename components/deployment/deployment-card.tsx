import { RevisionLink } from '@/components/task-definition/revision-link'
import type { Place } from '@/components/shell/places'
import { Chip, type Tone } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { IdText } from '@/components/ui/id-text'
import { Time } from '@/components/ui/time'
import type { Deployment } from '@/lib/deployment/contract'
import { ImageList } from './image-list'

// COMPLETED is not green: that its tasks started once proves no health.
const tones: Record<string, Tone> = { FAILED: 'bad', IN_PROGRESS: 'move' }

/** One deployment: how far it is, what failed, what it runs. */
export function DeploymentCard({ place, deployment }: { place: Place; deployment: Deployment }) {
  const { taskDefinition: ref, rolloutState: state, failedTasks } = deployment
  const name = ref === null ? deployment.id : `${ref.family}:${ref.revision}`
  return (
    <article aria-label={`Deployment of ${name}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3">
        <h3 className="font-semibold">
          <RevisionLink place={place} revision={ref} />
        </h3>
        <Chip>{deployment.status}</Chip>
        {state !== null && <Chip tone={tones[state] ?? 'plain'}>{state}</Chip>}
        {failedTasks > 0 && <Chip tone="bad">{failedTasks} failed</Chip>}
        <Progress deployment={deployment} />
      </div>
      {deployment.rolloutStateReason !== null && (
        <p className="px-4 pt-1 text-muted [overflow-wrap:anywhere]">{deployment.rolloutStateReason}</p>
      )}
      <Facts
        facts={[
          { name: 'Began', value: deployment.createdAt === null ? null : <Time at={deployment.createdAt} /> },
          {
            name: 'Changed',
            value: deployment.updatedAt === null ? null : <Time at={deployment.updatedAt} />,
          },
          { name: 'Failed tasks', value: String(failedTasks) },
          {
            name: 'Launch type',
            value: [deployment.launchType, deployment.platformVersion].filter(Boolean).join(' '),
          },
          { name: 'Id', value: <IdText text={deployment.id} what="deployment id" head={16} /> },
        ]}
      />
      {deployment.images.length > 0 && (
        <div className="px-4 pb-4">
          <ImageList images={deployment.images} />
        </div>
      )}
    </article>
  )
}

/** Running of desired as a bar and in words. */
function Progress({ deployment }: { deployment: Deployment }) {
  const { desiredCount, runningCount, pendingCount } = deployment
  return (
    <span className="tabular ml-auto flex items-center gap-2">
      {desiredCount > 0 && (
        <span aria-hidden className="h-1.5 w-32 overflow-hidden rounded-sm bg-sunken">
          <span
            className="block h-full bg-move"
            style={{ width: `${Math.min(100, (runningCount / desiredCount) * 100)}%` }}
          />
        </span>
      )}
      {runningCount} running of {desiredCount}, {pendingCount} pending
    </span>
  )
}

'use client'

import { firstFocus } from '@/components/form/first-focus'
import { CliLine } from '@/components/shell/cli-line'
import type { Place } from '@/components/shell/places'
import { useWrite } from '@/components/shell/use-write'
import { WriteProblem } from '@/components/shell/write-problem'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { count } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { forceDeployment, type Service } from '@/lib/service/contract'

type ForceDeploymentDialogProps = {
  place: Place
  service: Service
  onClose: () => void
  onDone: (said: string) => void
}

/** Starts a new deployment of the revision that runs: every task is replaced. */
export default function ForceDeploymentDialog({
  place,
  service,
  onClose,
  onDone,
}: ForceDeploymentDialogProps) {
  const { name, clusterName: cluster, taskDefinition: ref, runningCount } = service
  const forcing = useWrite(forceDeployment, { ...place, cluster, service: name }, () => {
    onDone(`ECS accepted: a new deployment of ${name} has begun.`)
    onClose()
  })
  const revision = ref === null ? 'its present revision' : `${ref.family}:${ref.revision}`
  return (
    <Dialog open onClose={onClose} title={`Force a new deployment of ${name}`}>
      <div className="grid gap-4">
        {forcing.isError && <WriteProblem what={`The new deployment of ${name}`} error={forcing.error} />}
        <div className="grid gap-2">
          <p className="font-medium">
            {runningCount === null ? 'Replaces all its tasks' : `Replaces all ${count(runningCount, 'task')}`}{' '}
            by new ones of {revision}.
          </p>
          <p>
            The settings stay as they are. Images are pulled anew, so a tag that has moved since brings other
            code.
          </p>
          <p className="text-muted">{paceOf(service)}</p>
        </div>
        {service.rolloutState === 'IN_PROGRESS' && (
          <Notice look="warn" title="A deployment is already under way.">
            The new one takes its place.
          </Notice>
        )}
        <CliLine
          words={[
            'ecs',
            'update-service',
            ['--cluster', cluster],
            ['--service', name],
            '--force-new-deployment',
          ]}
          region={place.region}
        />
        <div className="flex gap-2">
          <Button ref={firstFocus} onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" busy={forcing.isPending} onClick={() => forcing.send({})}>
            Force a new deployment
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function paceOf({ minimumHealthyPercent: low, maximumPercent: high, circuitBreaker }: Service): string {
  const pace =
    low === null || high === null
      ? 'How many tasks may run meanwhile is not known.'
      : `Meanwhile ECS keeps between ${low} % and ${high} % of the desired tasks.`
  if (circuitBreaker?.enable !== true) return `${pace} No circuit breaker stops it when the new tasks fail.`
  return `${pace} The circuit breaker stops it when the new tasks fail${circuitBreaker.rollback ? ', and rolls back' : ''}.`
}

import type { ScaleOutlook, Scaling, ServiceSummary } from './contract'

type Facts = Pick<ServiceSummary, 'schedulingStrategy' | 'deploymentController' | 'status'>

/** What scaling this service will meet; `scaling` is `undefined` when that could not be read. */
export function scaleOutlook(
  service: Facts,
  scaling: Scaling | null | undefined,
  serves: string[],
): ScaleOutlook {
  return { disabledReason: scaleDisabledReason(service), warning: warningOf(scaling), serves }
}

/** Why the desired count is not a person's to set, or null. */
export function scaleDisabledReason({
  schedulingStrategy,
  deploymentController,
  status,
}: Facts): string | null {
  if (status === 'DRAINING' || status === 'INACTIVE') return 'This service was deleted.'
  if (schedulingStrategy === 'DAEMON')
    return 'A daemon runs one task on each matching container instance: its count follows the instances.'
  if (deploymentController === 'EXTERNAL')
    return 'An external deployment controller sets how many tasks each of its task sets runs.'
  return null
}

/** Why ECS would refuse to start a new deployment here, or null. */
export function forceDeploymentDisabledReason({ deploymentController, status }: Facts): string | null {
  if (status === 'DRAINING' || status === 'INACTIVE') return 'This service was deleted.'
  if (deploymentController === 'CODE_DEPLOY')
    return 'CodeDeploy makes the deployments of this service: start one there.'
  if (deploymentController === 'EXTERNAL')
    return 'An external deployment controller makes the deployments of this service.'
  return null
}

function warningOf(scaling: Scaling | null | undefined): string | null {
  if (scaling === undefined)
    return 'Whether auto scaling watches over this service could not be read; it may undo this.'
  if (scaling === null) return null
  const range = `${scaling.minCapacity}–${scaling.maxCapacity}`
  return scaling.suspended
    ? `Auto scaling is suspended; it would keep ${range}.`
    : `Auto scaling keeps ${range} and may undo this.`
}

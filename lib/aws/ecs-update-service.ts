import 'server-only'
import { type Service, UpdateService$, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { ApiError } from '@/lib/api/error'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { actionOf, mutate } from './call'
import { malformed } from './check'
import { dropCluster, ecs } from './ecs-client'
import { describeService } from './ecs-services'

export type ServiceUpdate = {
  cluster: string
  service: string
  desiredCount?: number
  forceNewDeployment?: boolean
}

/**
 * Changes a service; sent once, because UpdateService has no client token: a repeat could start a second deployment. When
 * the answer is lost the service is read back: if it shows what was asked, that is returned, else the error says that
 * the outcome is unknown. Throws an ApiError.
 */
export async function updateService(scope: Scope, update: ServiceUpdate): Promise<Service> {
  const { cluster, service, desiredCount, forceNewDeployment } = update
  const before = forceNewDeployment ? await primaryDeploymentId(scope, update) : undefined
  const sent = await mutate(scope, ecs, UpdateService$, (client, how) =>
    client.send(new UpdateServiceCommand({ cluster, service, desiredCount, forceNewDeployment }), how),
  ).finally(() => dropCluster(scope, cluster))
  if (sent.outcome === 'done' && sent.reply.service !== undefined) return sent.reply.service
  const read = await describeService(scope, cluster, service, { freshness: 'live', pastCache: true })
  if (read.ok && read.error === undefined && read.value !== null) {
    const scaled = desiredCount === undefined || read.value.desiredCount === desiredCount
    const redeployed = !forceNewDeployment || (before !== undefined && primaryOf(read.value) !== before)
    if (scaled && redeployed) return read.value
  }
  const { message } =
    sent.outcome === 'unknown' ? sent.problem : malformed(actionOf(ecs, UpdateService$), 'service is missing')
  throw outcomeUnknown(`the update of ${service}`, message)
}

/** The answer to a mutation was lost, and reading back did not settle whether it was done. */
export function outcomeUnknown(what: string, reason: string): ApiError {
  return new ApiError({
    code: 'unavailable',
    message: `Outcome unknown: whether ${what} took effect could not be settled. ${reason} It was not sent again.`,
  })
}

/** Read past the cache: with an older one, a deployment of someone else would pass for ours. */
async function primaryDeploymentId(
  scope: Scope,
  { cluster, service }: ServiceUpdate,
): Promise<string | undefined> {
  const read = must(await describeService(scope, cluster, service, { freshness: 'live', pastCache: true }))
  return read.value === null || read.error !== undefined ? undefined : primaryOf(read.value)
}

function primaryOf({ deployments }: Service): string | undefined {
  return deployments?.find(({ status }) => status === 'PRIMARY')?.id
}

import 'server-only'
import type { Answer } from '@/lib/api/answer'
import { ApiError } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import { updateService } from '@/lib/aws/ecs-update-service'
import { refOf } from '@/lib/task-definition/ref'
import type { Service } from '../contract'
import type { ScaleInput } from '../scale-input'
import type { ServiceFacts } from '../facts'
import { primaryOf } from '../rollout'
import { forceDeploymentDisabledReason, scaleDisabledReason } from '../scale-outlook'
import { describedService, fullServiceAnswer, type ServiceParams } from './one-service'
import { serviceFacts } from './shape'

type WriteRequest<I> = { scope: Scope; params: ServiceParams; input: I }

const anew = { freshness: 'live', pastCache: true } as const

/**
 * Sets the desired count. What the person saw is compared with the service as it is now, read past the cache; ECS has no
 * compare-and-set, so a change in the moment between cannot be excluded, only seen in the answer.
 */
export async function scaleService({
  scope,
  params,
  input,
}: WriteRequest<ScaleInput>): Promise<Answer<Service>> {
  const facts = await factsNow(scope, params)
  const refused = scaleDisabledReason(facts)
  if (refused !== null) throw conflict(refused)
  const changed = changeSince(input.seen, facts)
  if (changed !== null) throw conflict(changed)
  const { cluster, service } = params
  await updateService(scope, { cluster, service, desiredCount: input.desiredCount })
  return fullServiceAnswer(scope, params, anew)
}

/** Starts a new deployment of the same revision. */
export async function forceDeployment({
  scope,
  params,
}: Omit<WriteRequest<never>, 'input'>): Promise<Answer<Service>> {
  const refused = forceDeploymentDisabledReason(await factsNow(scope, params))
  if (refused !== null) throw conflict(refused)
  const { cluster, service } = params
  await updateService(scope, { cluster, service, forceNewDeployment: true })
  return fullServiceAnswer(scope, params, anew)
}

async function factsNow(scope: Scope, params: ServiceParams): Promise<ServiceFacts> {
  const { value, read } = await describedService(scope, params, anew)
  // A write is not decided by what was true some time ago.
  if (read.error) throw new ApiError(read.error)
  return serviceFacts(params.service, value)
}

function changeSince(seen: ScaleInput['seen'], facts: ServiceFacts): string | null {
  if (seen === undefined) return null
  const told = typeof seen === 'number' ? { desiredCount: seen } : seen
  const primary = primaryOf(facts)
  if (told.desiredCount !== undefined && told.desiredCount !== facts.desiredCount)
    return `The desired count is ${facts.desiredCount} by now, not ${told.desiredCount}: somebody changed it. Look again.`
  if (told.deploymentId !== undefined && told.deploymentId !== primary?.id)
    return 'Another deployment has begun since this page was read. Look again.'
  const definition = primary?.taskDefinition ?? facts.taskDefinition
  if (told.taskDefinition !== undefined && !isSame(told.taskDefinition, definition?.arn ?? null))
    return `The service runs ${definition ? `${definition.family}:${definition.revision}` : 'another revision'} by now. Look again.`
  return null
}

function isSame(told: string, arn: string | null): boolean {
  const [a, b] = [refOf(told), refOf(arn)]
  return a !== null && b !== null && a.family === b.family && a.revision === b.revision
}

function conflict(message: string): ApiError {
  return new ApiError({ code: 'conflict', message })
}

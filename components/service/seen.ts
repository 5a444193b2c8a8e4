import type { Service } from '@/lib/service/contract'
import type { ScaleInput } from '@/lib/service/scale-input'

/** What a person saw of a service when deciding to scale it; the console refuses to act on an older sight. */
export type Seen = { desiredCount: number; deploymentId: string | undefined; revision: string | undefined }

/** Null while the desired count is not known: then there is nothing to decide on. */
export function seenOf(
  service: Pick<Service, 'desiredCount' | 'deployments' | 'taskDefinition'>,
): Seen | null {
  if (service.desiredCount === null) return null
  const { taskDefinition: ref } = service
  return {
    desiredCount: service.desiredCount,
    deploymentId: service.deployments.find(({ status }) => status === 'PRIMARY')?.id,
    revision: ref === null ? undefined : `${ref.family}:${ref.revision}`,
  }
}

/** As the endpoint takes it. */
export function seenInput({ desiredCount, deploymentId, revision }: Seen): ScaleInput['seen'] {
  return {
    desiredCount,
    ...(deploymentId !== undefined && { deploymentId }),
    ...(revision !== undefined && { taskDefinition: revision }),
  }
}

/** What differs by now, in words; empty when nothing does. */
export function changesSince(before: Seen, now: Seen): string[] {
  const changes: string[] = []
  if (before.desiredCount !== now.desiredCount)
    changes.push(`The desired count was ${before.desiredCount} and is ${now.desiredCount} by now.`)
  if (before.revision !== now.revision)
    changes.push(
      `It ran ${before.revision ?? 'no known revision'} and runs ${now.revision ?? 'none'} by now.`,
    )
  else if (before.deploymentId !== now.deploymentId) changes.push('Another deployment has begun.')
  return changes
}

import { hex } from '../random.ts'
import type { Service } from '../wire/service.ts'
import type { World } from '../world.ts'

/**
 * Does in a world what somebody with full rights would do through AWS's API, at the world's present: the same handlers
 * answer as over the wire, errors included. `I` and `O` are the SDK's shapes of the operation.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the handlers of a service are one untyped table.
export function act<I, O = unknown>(world: World, service: Service, operation: string, input: I): O {
  const handler = service.handlers[operation]
  if (!handler) throw new Error(`${service.name} does not simulate ${operation}`)
  const requestId = hex(32, world.seed, service.name, operation, world.now)
  const answer: unknown = handler(input, { world, operation, requestId, accessKeyId: world.account })
  if (answer instanceof Promise) throw new Error(`${service.name} ${operation} does not answer at once`)
  return answer as O
}

/** ECS's form of tags. */
export const ecsTags = (tags: Record<string, string>) =>
  Object.entries(tags).map(([key, value]) => ({ key, value }))

/** The form of tags of most other services. */
export const awsTags = (tags: Record<string, string>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

import type { World } from '../../world.ts'
import { AwsError } from '../../wire/service.ts'
import { ecsState } from './state.ts'

/** A client token is remembered for a day. */
const KEPT_MS = 24 * 3600_000

/**
 * The ARNs that an earlier call with this token made, or undefined the first time. The same token with other
 * parameters is a ConflictException. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
 */
export function earlierAnswer(world: World, key: string | undefined, request: object): string[] | undefined {
  if (key === undefined) return undefined
  const earlier = ecsState(world).tokens.get(key)
  if (!earlier || world.now - earlier.at > KEPT_MS) return undefined
  if (earlier.request === JSON.stringify(request)) return earlier.arns
  throw new AwsError('ConflictException', 'The client token was used before with other parameters.', 400, {
    resourceIds: earlier.arns,
  })
}

/** Remembers what a call with a token made. */
export function rememberAnswer(world: World, key: string | undefined, request: object, arns: string[]): void {
  if (key === undefined) return
  const { tokens } = ecsState(world)
  for (const [old, { at }] of tokens) {
    if (world.now - at <= KEPT_MS) break
    tokens.delete(old)
  }
  tokens.set(key, { request: JSON.stringify(request), arns, at: world.now })
}

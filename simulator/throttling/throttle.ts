import type { Slice, World } from '../world.ts'
import { bucketOf } from './buckets.ts'

/** What is in each bucket of a world that was ever drawn from, and when that was true (epoch ms). */
type Levels = Map<string, { tokens: number; at: number }>

const levels: Slice<Levels> = { name: 'throttling', make: () => new Map() }

/**
 * Takes a token for a call (`ecs.DescribeServices`); false when there is none and AWS would refuse. Buckets fill up by
 * the world's time, so a sped-up world has more of it. In a still world nothing is limited: no test is throttled by accident.
 */
export function takeToken(world: World, call: string): boolean {
  const bucket = bucketOf(call)
  if (!bucket || world.factor === 0) return true
  const known = world.slice(levels)
  const last = known.get(bucket.name) ?? { tokens: bucket.burst, at: world.now }
  const gained = ((world.now - last.at) / 1000) * bucket.refillPerSecond
  const tokens = Math.min(bucket.burst, last.tokens + gained)
  const enough = tokens >= 1
  known.set(bucket.name, { tokens: enough ? tokens - 1 : tokens, at: world.now })
  return enough
}

/**
 * The code that a throttled client reads, always with HTTP 400 and "Rate exceeded". ECS: see `buckets.ts`. ELBv2 answers
 * the older `Throttling` on the wire, whatever its page calls it:
 * https://github.com/ansible-collections/community.aws/pull/1001
 */
export const throttlingCode = (serviceName: string): string =>
  serviceName === 'elbv2' ? 'Throttling' : 'ThrottlingException'

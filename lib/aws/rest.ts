import 'server-only'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import type { OperationSchema } from './check'
import { bucketOf, connectionOf } from './connection'
import type { Round } from './rounds'

/** How long (ms) a group of facts may rest that takes so many `calls` to read: see `rounds.ts`. */
export function restMs(
  scope: Scope,
  { service, operation }: { service: { name: string }; operation: OperationSchema },
  { round, group, calls, options }: { round: Round; group: string; calls: number; options: ReadOptions },
): number {
  const alone = options.urgency !== 'background'
  return bucketOf(connectionOf(scope), service.name, operation[2]).rounds.restMs({
    round,
    group,
    calls,
    alone,
  })
}

import 'server-only'
import { ECSClient } from '@aws-sdk/client-ecs'
import type { Failure } from '@aws-sdk/client-ecs'
import { nameOf } from '@/lib/api/arn'
import type { Scope } from '@/lib/api/segments'
import { drop } from './cache'
import type { AwsService } from './connection'
import type { Found } from './loader'

export const ecs: AwsService<ECSClient> = {
  name: 'ecs',
  iamPrefix: 'ecs',
  create: (config) => new ECSClient(config),
}

/** After a write: every fact of a cluster, its own among them, is to be read anew. */
export function dropCluster(scope: Scope, clusterName: string): void {
  drop(scope, `ecs/${clusterName}/`)
  drop(scope, `ecs-cluster/${clusterName}`)
}

/**
 * What a Describe call says of each key: what it describes, and `failures[]`, where MISSING means that it is not there.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
 */
export function foundOf<V>(
  described: Map<string, V>,
  failures: readonly Failure[] | undefined,
  action: string,
): Map<string, Found<V>> {
  const found = new Map<string, Found<V>>()
  for (const { arn, reason, detail } of failures ?? []) {
    if (arn === undefined) continue
    const message = `AWS could not describe ${nameOf(arn)}: ${detail ?? reason ?? 'no reason given'}.`
    const missing = reason === 'MISSING'
    const denied = reason?.startsWith('ACCESS') ?? false
    found.set(
      nameOf(arn),
      missing
        ? { value: null }
        : {
            problem: denied
              ? { code: 'forbidden', message, iamAction: action }
              : { code: 'unavailable', message },
          },
    )
  }
  for (const [key, value] of described) found.set(key, { value })
  return found
}

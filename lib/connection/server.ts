import 'server-only'
import type { Answer } from '@/lib/api/answer'
import { answerOf, asOfOf, partOf } from '@/lib/api/assemble'
import type { Scope } from '@/lib/api/segments'
import { aboutEndpoint, now } from '@/lib/aws/connection'
import { callerIdentity } from '@/lib/aws/sts'
import type { Connection } from './contract'

/** Who the console is at AWS, and what the person who asks may do here. */
export async function connectionOf({
  scope,
  identity,
}: {
  scope: Scope
  identity: { access: Connection['access'] }
}): Promise<Answer<Connection>> {
  const caller = await callerIdentity(scope)
  const item: Connection = {
    account: scope.account,
    region: scope.region,
    accountId: caller.ok ? caller.value.accountId : null,
    callerArn: caller.ok ? caller.value.arn : null,
    ...aboutEndpoint(scope),
    access: identity.access,
  }
  return answerOf(item, { now: now(scope), asOf: [asOfOf(caller)], parts: { caller: partOf(caller) } })
}

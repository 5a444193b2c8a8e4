import 'server-only'
import type { Answer } from '@/lib/api/answer'
import { answerOf, asOfOf, partOf } from '@/lib/api/assemble'
import { configuration } from '@/lib/api/bridge'
import type { Scope } from '@/lib/api/segments'
import { aboutEndpoint, bucketUses, now } from '@/lib/aws/connection'
import { callerIdentity } from '@/lib/aws/sts'
import type { Budget, Connection } from './contract'

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

/** How much of AWS's request limits this connection uses: known here, without a call. */
export async function budgetOf({ scope }: { scope: Scope }): Promise<Answer<Budget>> {
  const at = now(scope)
  const buckets = bucketUses(scope).map(({ name, limit, allowed, callsLastMinute, ...lately }) => ({
    name,
    limit,
    allowed: tenths(allowed),
    used: tenths(callsLastMinute / 60),
    throttledLastMinute: lately.throttledLastMinute,
    waiting: lately.waiting,
  }))
  return answerOf({ share: configuration().awsShare, buckets }, { now: at, asOf: [at] })
}

const tenths = (rate: number) => Math.round(rate * 10) / 10

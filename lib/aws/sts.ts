import 'server-only'
import { GetCallerIdentity$, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call } from './call'
import { malformed } from './check'
import type { AwsService } from './connection'
import { shared } from './shared'

export type CallerIdentity = { accountId: string; arn: string }

const sts: AwsService<STSClient> = {
  name: 'sts',
  iamPrefix: 'sts',
  create: (config) => new STSClient(config),
}

/** Whom AWS takes this connection for. */
export function callerIdentity(scope: Scope, options: ReadOptions = {}): Promise<Read<CallerIdentity>> {
  return shared(scope, 'sts/identity', { freshness: 'slow', ...options }, async (turn) => {
    const reply = await call(scope, sts, GetCallerIdentity$, { turn }, (client, how) =>
      client.send(new GetCallerIdentityCommand({}), how),
    )
    if (reply.Account === undefined || reply.Arn === undefined)
      throw malformed(actionOf(sts, GetCallerIdentity$), 'Account or Arn is missing')
    return { accountId: reply.Account, arn: reply.Arn }
  })
}

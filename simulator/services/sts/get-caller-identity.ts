import type { GetCallerIdentityCommandInput, GetCallerIdentityResponse } from '@aws-sdk/client-sts'
import type { Handler } from '../../wire/service.ts'
import { identityOf } from './identity.ts'

export const getCallerIdentity: Handler<GetCallerIdentityCommandInput, GetCallerIdentityResponse> = (
  _input,
  call,
) => {
  const { account, arn, userId } = identityOf(call)
  return { Account: account, Arn: arn, UserId: userId }
}

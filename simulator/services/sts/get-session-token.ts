import type { GetSessionTokenCommandInput, GetSessionTokenResponse } from '@aws-sdk/client-sts'
import { AwsError, type Handler } from '../../wire/service.ts'
import { identityOf } from './identity.ts'
import { credentialsFor } from './session.ts'

/** Keys for the caller itself, 12 hours when no duration is asked for. */
export const getSessionToken: Handler<GetSessionTokenCommandInput, GetSessionTokenResponse> = (
  input,
  call,
) => {
  if (call.sessionToken)
    throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403)
  return { Credentials: credentialsFor(identityOf(call), input.DurationSeconds ?? 43_200, call) }
}

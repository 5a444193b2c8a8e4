import type { AssumeRoleCommandInput, AssumeRoleResponse } from '@aws-sdk/client-sts'
import { AwsError, type Handler } from '../../wire/service.ts'
import { principalId } from './identity.ts'
import { credentialsFor } from './session.ts'

/**
 * Keys of the role's account, for one hour when no duration is asked for. Any well-formed role may be assumed: trust
 * policies are not simulated.
 */
export const assumeRole: Handler<AssumeRoleCommandInput, AssumeRoleResponse> = (input, call) => {
  const [, account, path] = /^arn:aws[\w-]*:iam::(\d{12}):role\/(.+)$/.exec(input.RoleArn ?? '') ?? []
  if (!account || !path) throw new AwsError('ValidationError', `${input.RoleArn ?? 'null'} is invalid`)
  const session = input.RoleSessionName ?? ''
  const userId = `${principalId('AROA', `${account}/${path}`)}:${session}`
  const arn = `arn:aws:sts::${account}:assumed-role/${path.split('/').at(-1)}/${session}`
  return {
    Credentials: credentialsFor({ account, arn, userId }, input.DurationSeconds ?? 3600, call),
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
  }
}

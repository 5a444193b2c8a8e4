import * as sdk from '@aws-sdk/client-sts'
import type { Service } from '../../wire/service.ts'
import { assumeRole } from './assume-role.ts'
import { getCallerIdentity } from './get-caller-identity.ts'
import { getSessionToken } from './get-session-token.ts'

export const service: Service = {
  name: 'sts',
  sdk,
  signingName: 'sts',
  handlers: {
    GetCallerIdentity: getCallerIdentity,
    AssumeRole: assumeRole,
    GetSessionToken: getSessionToken,
  },
}

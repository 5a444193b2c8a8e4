import * as sdk from '@aws-sdk/client-secrets-manager'
import type { Service } from '../../wire/service.ts'
import { describeSecret, listSecrets } from './secrets.ts'

/** GetSecretValue has no handler on purpose: there are no values to give, so it answers `NotSimulated`. */
export const service: Service = {
  name: 'secretsmanager',
  sdk,
  signingName: 'secretsmanager',
  handlers: { DescribeSecret: describeSecret, ListSecrets: listSecrets },
}

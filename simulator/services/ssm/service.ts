import * as sdk from '@aws-sdk/client-ssm'
import type { Service } from '../../wire/service.ts'
import { describeParameters } from './parameters.ts'

export const service: Service = {
  name: 'ssm',
  sdk,
  signingName: 'ssm',
  handlers: { DescribeParameters: describeParameters },
}

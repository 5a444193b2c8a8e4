import * as sdk from '@aws-sdk/client-auto-scaling'
import type { Service } from '../../wire/service.ts'
import { describeAutoScalingGroups, describeAutoScalingInstances } from './describe-groups.ts'

export const service: Service = {
  name: 'autoscaling',
  sdk,
  signingName: 'autoscaling',
  handlers: {
    DescribeAutoScalingGroups: describeAutoScalingGroups,
    DescribeAutoScalingInstances: describeAutoScalingInstances,
  },
}

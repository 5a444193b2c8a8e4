import * as sdk from '@aws-sdk/client-ec2'
import type { Service } from '../../wire/service.ts'
import {
  describeAvailabilityZones,
  describeKeyPairs,
  describeLaunchTemplates,
  describeRegions,
} from './describe-catalog.ts'
import { describeInstances, describeInstanceTypes, describeNetworkInterfaces } from './describe-instances.ts'
import {
  describeRouteTables,
  describeSecurityGroups,
  describeSubnets,
  describeVpcs,
} from './describe-network.ts'

export const service: Service = {
  name: 'ec2',
  sdk,
  signingName: 'ec2',
  handlers: {
    DescribeAvailabilityZones: describeAvailabilityZones,
    DescribeInstances: describeInstances,
    DescribeInstanceTypes: describeInstanceTypes,
    DescribeKeyPairs: describeKeyPairs,
    DescribeLaunchTemplates: describeLaunchTemplates,
    DescribeNetworkInterfaces: describeNetworkInterfaces,
    DescribeRegions: describeRegions,
    DescribeRouteTables: describeRouteTables,
    DescribeSecurityGroups: describeSecurityGroups,
    DescribeSubnets: describeSubnets,
    DescribeVpcs: describeVpcs,
  },
}

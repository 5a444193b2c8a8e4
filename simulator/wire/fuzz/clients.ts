import * as applicationAutoScaling from '@aws-sdk/client-application-auto-scaling'
import * as autoScaling from '@aws-sdk/client-auto-scaling'
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as ec2 from '@aws-sdk/client-ec2'
import * as ecr from '@aws-sdk/client-ecr'
import * as ecs from '@aws-sdk/client-ecs'
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2'
import * as events from '@aws-sdk/client-eventbridge'
import * as iam from '@aws-sdk/client-iam'
import * as scheduler from '@aws-sdk/client-scheduler'
import * as secretsManager from '@aws-sdk/client-secrets-manager'
import * as serviceDiscovery from '@aws-sdk/client-servicediscovery'
import * as ssm from '@aws-sdk/client-ssm'
import * as sts from '@aws-sdk/client-sts'

/** Every SDK client of package.json, by the AWS CLI's name and with the signing name of its service. */
export const clients: [name: string, signingName: string, sdk: Record<string, unknown>][] = [
  ['application-autoscaling', 'application-autoscaling', applicationAutoScaling],
  ['autoscaling', 'autoscaling', autoScaling],
  ['cloudwatch', 'monitoring', cloudwatch],
  ['logs', 'logs', logs],
  ['ec2', 'ec2', ec2],
  ['ecr', 'ecr', ecr],
  ['ecs', 'ecs', ecs],
  ['elbv2', 'elasticloadbalancing', elbv2],
  ['events', 'events', events],
  ['iam', 'iam', iam],
  ['scheduler', 'scheduler', scheduler],
  ['secretsmanager', 'secretsmanager', secretsManager],
  ['servicediscovery', 'servicediscovery', serviceDiscovery],
  ['ssm', 'ssm', ssm],
  ['sts', 'sts', sts],
]

import 'server-only'

/** One of AWS's token buckets: `burst` calls at once, `refill` calls a second after that. */
export type BucketLimit = { name: string; burst: number; refill: number }

/**
 * AWS's own limits per account and region, shared with everything else that calls AWS there (Terraform, CI, the AWS
 * console). ECS: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 * ELBv2: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/api-throttling.html
 * CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const limits = {
  clusterRead: { name: 'ECS cluster read', burst: 50, refill: 20 },
  serviceRead: { name: 'ECS service read', burst: 100, refill: 20 },
  serviceModify: { name: 'ECS service modify', burst: 50, refill: 5 },
  resourceRead: { name: 'ECS cluster resource read', burst: 100, refill: 20 },
  resourceModify: { name: 'ECS cluster resource modify', burst: 100, refill: 40 },
  definitionRead: { name: 'ECS task definition read', burst: 50, refill: 20 },
  balancerRead: { name: 'ELB read', burst: 40, refill: 10 },
  metricRead: { name: 'CloudWatch GetMetricData', burst: 50, refill: 50 },
  // AWS publishes none for these: as careful as with the smallest documented one.
  other: { name: 'other calls', burst: 40, refill: 10 },
} as const satisfies Record<string, BucketLimit>

const byOperation: Record<string, BucketLimit> = {
  'ecs ListClusters': limits.clusterRead,
  'ecs DescribeClusters': limits.clusterRead,
  'ecs ListServices': limits.serviceRead,
  'ecs DescribeServices': limits.serviceRead,
  'ecs UpdateService': limits.serviceModify,
  'ecs ListTasks': limits.resourceRead,
  'ecs DescribeTasks': limits.resourceRead,
  'ecs ListContainerInstances': limits.resourceRead,
  'ecs DescribeContainerInstances': limits.resourceRead,
  'ecs StopTask': limits.resourceModify,
  'ecs DescribeTaskDefinition': limits.definitionRead,
  'ecs ListTaskDefinitions': limits.definitionRead,
  'ecs ListTaskDefinitionFamilies': limits.definitionRead,
  'cloudwatch GetMetricData': limits.metricRead,
}

const services: Record<string, string> = {
  ecs: 'ECS, other calls',
  sts: 'STS',
  cloudwatch: 'CloudWatch, other calls',
  'application-autoscaling': 'Application Auto Scaling',
}

/** The bucket that a call is taken from; `service` as our clients name it, e.g. `elbv2`. */
export function bucketLimitOf(service: string, operation: string): BucketLimit {
  return (
    byOperation[`${service} ${operation}`] ??
    (service === 'elbv2' ? limits.balancerRead : { ...limits.other, name: services[service] ?? service })
  )
}

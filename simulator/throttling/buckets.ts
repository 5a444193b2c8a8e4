/** One token bucket: each request takes a token; it holds at most `burst` and gains `refillPerSecond`. */
export type Bucket = { name: string; burst: number; refillPerSecond: number }

/**
 * How AWS limits the calls of one account in one region, one row for each group of actions that share a bucket.
 * ECS: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const groups: [name: string, burst: number, refillPerSecond: number, actions: string[]][] = [
  ['ECS cluster read', 50, 20, ['DescribeClusters', 'ListClusters']],
  [
    'ECS cluster modify',
    20,
    1,
    [
      'CreateCluster',
      'DeleteCluster',
      'UpdateCluster',
      'UpdateClusterSettings',
      'PutClusterCapacityProviders',
    ],
  ],
  ['ECS service read', 100, 20, ['DescribeServices', 'ListServices']],
  ['ECS service modify', 50, 5, ['CreateService', 'UpdateService', 'DeleteService']],
  [
    'ECS cluster resource read',
    100,
    20,
    ['DescribeTasks', 'ListTasks', 'DescribeContainerInstances', 'ListContainerInstances', 'ListAttributes'],
  ],
  [
    'ECS cluster resource modify',
    100,
    40,
    [
      'RunTask',
      'StartTask',
      'StopTask',
      'ExecuteCommand',
      'PutAttributes',
      'DeleteAttributes',
      'UpdateContainerInstancesState',
      'DeregisterContainerInstance',
    ],
  ],
  [
    'ECS task definition read',
    50,
    20,
    ['DescribeTaskDefinition', 'ListTaskDefinitions', 'ListTaskDefinitionFamilies'],
  ],
  ['ECS task definition modify', 20, 1, ['RegisterTaskDefinition', 'DeregisterTaskDefinition']],
  ['ECS task definition deletion', 5, 1, ['DeleteTaskDefinitions']],
  ['ECS service deployment read', 50, 20, ['ListServiceDeployments', 'DescribeServiceDeployments']],
  ['ECS service revision read', 50, 20, ['DescribeServiceRevisions']],
  ['ECS capacity provider read', 50, 20, ['DescribeCapacityProviders']],
  [
    'ECS capacity provider modify',
    10,
    1,
    ['CreateCapacityProvider', 'UpdateCapacityProvider', 'DeleteCapacityProvider'],
  ],
  ['ECS tag read', 50, 20, ['ListTagsForResource']],
  ['ECS tag modify', 20, 10, ['TagResource', 'UntagResource']],
  ['ECS settings read', 50, 20, ['ListAccountSettings']],
  ['ECS settings modify', 10, 1, ['PutAccountSetting', 'PutAccountSettingDefault', 'DeleteAccountSetting']],
  ['ECS services by namespace', 10, 1, ['ListServicesByNamespace']],
  ['ECS task protection', 200, 80, ['GetTaskProtection', 'UpdateTaskProtection']],
]

/**
 * Every action of Elastic Load Balancing that changes nothing shares one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
 */
const balancingRead: Bucket = { name: 'ELBv2 read', burst: 40, refillPerSecond: 10 }

const byCall = new Map<string, Bucket>(
  groups.flatMap(([name, burst, refillPerSecond, actions]) =>
    actions.map((action) => [`ecs.${action}`, { name, burst, refillPerSecond }] as const),
  ),
)

/** The bucket that a call (`ecs.DescribeServices`) takes its token from; undefined where AWS names no limit. */
export function bucketOf(call: string): Bucket | undefined {
  return byCall.get(call) ?? (call.startsWith('elbv2.Describe') ? balancingRead : undefined)
}

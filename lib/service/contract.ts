import type { Answer, ListAnswer } from '@/lib/api/answer'
import { read, write } from '@/lib/api/endpoint'
import type { Deployment } from '@/lib/deployment/contract'
import type { ServiceEvent } from '@/lib/event/contract'
import type { Health } from '@/lib/health/contract'
import type { Tally } from '@/lib/health/tally'
import type { Address, TargetGroup } from '@/lib/load-balancer/contract'
import type { TaskSummary } from '@/lib/task/contract'
import type { RevisionRef, TaskDefinition } from '@/lib/task-definition/contract'

/** A service as a row. Facts are null while the service is listed but not yet described. */
export type ServiceSummary = {
  arn: string
  name: string
  clusterName: string
  health: Health
  status: string | null
  schedulingStrategy: string | null
  launchType: string | null
  deploymentController: string | null
  desiredCount: number | null
  runningCount: number | null
  pendingCount: number | null
  /** Tasks that stopped unplanned in the last 10 minutes; null when stopped tasks could not be read. */
  unplannedStops: number | null
  taskDefinition: RevisionRef | null
  /** Images of the primary deployment's tasks, or of its task definition when no task tells. */
  images: string[]
  rolloutState: string | null
  deployedAt: string | null
  /** The `Tags` of the service. */
  tags: { name: string; value: string }[]
}

/** A list of services, with how many stand at each level: a page may carry its first rows only. */
export type ServiceList = ListAnswer<ServiceSummary> & { levels: Tally }

/** What scaling will meet, said before it is done. */
export type ScaleOutlook = {
  /** Why scaling is not offered (a daemon, EXTERNAL controller), or null. */
  disabledReason: string | null
  /** "Auto scaling keeps 2–10 and may undo this." */
  warning: string | null
  /** Names what serves, asked again before desired 0 ("serves https://…"). */
  serves: string[]
}

export type Scaling = { minCapacity: number; maxCapacity: number; suspended: boolean; policies: string[] }

/** A service in full. */
export type Service = ServiceSummary & {
  createdAt: string | null
  createdBy: string | null
  roleArn: string | null
  platformVersion: string | null
  capacityProviderStrategy: { capacityProvider: string; weight: number; base: number }[]
  minimumHealthyPercent: number | null
  maximumPercent: number | null
  circuitBreaker: { enable: boolean; rollback: boolean } | null
  alarms: { names: string[]; enable: boolean; rollback: boolean } | null
  healthCheckGracePeriodSeconds: number | null
  availabilityZoneRebalancing: string | null
  enableExecuteCommand: boolean
  network: { subnets: string[]; securityGroups: string[]; assignPublicIp: string | null } | null
  placementConstraints: string[]
  placementStrategy: string[]
  serviceRegistries: string[]
  targetGroups: TargetGroup[]
  addresses: Address[]
  deployments: Deployment[]
  scaling: Scaling | null
  /** The primary deployment's definition, redacted; null when it could not be read. */
  definition: TaskDefinition | null
  scale: ScaleOutlook
  /** Why forcing a new deployment is not offered (CODE_DEPLOY, EXTERNAL), or null. */
  forceDeploymentDisabledReason: string | null
}

/** `GET /services`: all services of the account and region. */
export const listAllServices = read<ServiceList>()({
  path: '/{account}/{region}/services',
  freshness: 'steady',
})

/** `GET /clusters/{c}/services`. */
export const listServices = read<ServiceList>()({
  path: '/{account}/{region}/clusters/{cluster}/services',
  freshness: 'steady',
})

/**
 * `GET /clusters/{c}/visible-services?services=web,api`: the rows that somebody has before their eyes, which are read
 * first and often. Those that are not there are left out.
 */
export const listVisibleServices = read<ServiceList>()({
  path: '/{account}/{region}/clusters/{cluster}/visible-services',
  input: async () => (await import('@/lib/api/visible-input')).VisibleInput,
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}`. */
export const getService = read<Answer<Service>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}',
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}/tasks`: its running tasks, then its stopped ones, newest first. */
export const listServiceTasks = read<ListAnswer<TaskSummary>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/tasks',
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}/events`: the up to 100 events that AWS keeps, newest first. */
export const listServiceEvents = read<ListAnswer<ServiceEvent>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/events',
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}/deployments`: what DescribeServices lists, newest first. */
export const listServiceDeployments = read<ListAnswer<Deployment>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/deployments',
  freshness: 'live',
})

/** `POST /clusters/{c}/services/{s}/scale`. */
export const scaleService = write<Answer<Service>>()({
  verb: 'service:scale',
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/scale',
  input: async () => (await import('./scale-input')).ScaleInput,
})

/** `POST /clusters/{c}/services/{s}/force-deployment`. */
export const forceDeployment = write<Answer<Service>>()({
  verb: 'service:deploy',
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/force-deployment',
})

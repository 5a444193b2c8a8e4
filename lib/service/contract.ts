import * as z from 'zod/mini'
import type { Answer, ListAnswer } from '@/lib/api/answer'
import { read, write } from '@/lib/api/endpoint'
import { clusterName, NoInput, Scope, scopeParams, serviceName, VisibleInput } from '@/lib/api/segments'
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

const clusterParams = z.strictObject({ ...scopeParams, cluster: clusterName })
const serviceParams = z.strictObject({ ...scopeParams, cluster: clusterName, service: serviceName })

/** `GET /services`: all services of the account and region. */
export const listAllServices = read<ServiceList>()({
  path: '/{account}/{region}/services',
  params: Scope,
  input: NoInput,
  freshness: 'steady',
})

/** `GET /clusters/{c}/services`. */
export const listServices = read<ServiceList>()({
  path: '/{account}/{region}/clusters/{cluster}/services',
  params: clusterParams,
  input: NoInput,
  freshness: 'steady',
})

/**
 * `GET /clusters/{c}/visible-services?services=web,api`: the rows that somebody has before their eyes, which are read
 * first and often. Those that are not there are left out.
 */
export const listVisibleServices = read<ServiceList>()({
  path: '/{account}/{region}/clusters/{cluster}/visible-services',
  params: clusterParams,
  input: VisibleInput,
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}`. */
export const getService = read<Answer<Service>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}',
  params: serviceParams,
  input: NoInput,
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}/tasks`: its running tasks, then its stopped ones, newest first. */
export const listServiceTasks = read<ListAnswer<TaskSummary>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/tasks',
  params: serviceParams,
  input: NoInput,
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}/events`: the up to 100 events that AWS keeps, newest first. */
export const listServiceEvents = read<ListAnswer<ServiceEvent>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/events',
  params: serviceParams,
  input: NoInput,
  freshness: 'live',
})

/** `GET /clusters/{c}/services/{s}/deployments`: what DescribeServices lists, newest first. */
export const listServiceDeployments = read<ListAnswer<Deployment>>()({
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/deployments',
  params: serviceParams,
  input: NoInput,
  freshness: 'live',
})

/**
 * The form's and the route's rule for scaling. AWS takes 0 to 5,000 tasks a service. `seen` is what the person saw when
 * deciding (the desired count, alone or with the primary deployment's id and task definition): stale → conflict.
 */
export const ScaleInput = z.strictObject({
  desiredCount: z.int().check(z.minimum(0), z.maximum(5000)),
  seen: z.optional(
    z.union([
      z.int(),
      z.strictObject({
        desiredCount: z.optional(z.int()),
        taskDefinition: z.optional(z.string().check(z.maxLength(2048))),
        deploymentId: z.optional(z.string().check(z.maxLength(255))),
      }),
    ]),
  ),
})
export type ScaleInput = z.infer<typeof ScaleInput>

/** `POST /clusters/{c}/services/{s}/scale`. */
export const scaleService = write<Answer<Service>>()({
  verb: 'service:scale',
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/scale',
  params: serviceParams,
  input: ScaleInput,
})

/** `POST /clusters/{c}/services/{s}/force-deployment`. */
export const forceDeployment = write<Answer<Service>>()({
  verb: 'service:deploy',
  path: '/{account}/{region}/clusters/{cluster}/services/{service}/force-deployment',
  params: serviceParams,
  input: NoInput,
})

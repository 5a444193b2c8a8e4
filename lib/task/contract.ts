import type { Answer, ListAnswer } from '@/lib/api/answer'
import { read, write } from '@/lib/api/endpoint'
import type { Health } from '@/lib/health/contract'
import type { Tally } from '@/lib/health/tally'
import type { TargetHealth } from '@/lib/load-balancer/contract'
import type { RevisionRef, TaskDefinition } from '@/lib/task-definition/contract'

export type TaskContainer = {
  name: string
  /** Null when the task definition could not be read. */
  essential: boolean | null
  lastStatus: string | null
  /** HEALTHY, UNHEALTHY, UNKNOWN; null when AWS says nothing. */
  healthStatus: string | null
  /** Whether the task definition gives it a health check; null when that could not be read. */
  hasHealthCheck: boolean | null
  exitCode: number | null
  reason: string | null
  image: string | null
  imageDigest: string | null
  runtimeId: string | null
  networkBindings: {
    hostPort: number | null
    containerPort: number | null
    bindIp: string | null
    protocol: string | null
  }[]
}

/** A task as a row. Times are ISO 8601 or null. */
export type TaskSummary = {
  arn: string
  taskId: string
  clusterName: string
  /** From `group` (`service:web`); null for a standalone task. */
  serviceName: string | null
  group: string | null
  startedBy: string | null
  /** From `startedBy` (`ecs-svc/…`). */
  deploymentId: string | null
  lastStatus: string
  desiredStatus: string | null
  healthStatus: string | null
  health: Health
  launchType: string | null
  capacityProviderName: string | null
  availabilityZone: string | null
  privateIp: string | null
  publicIp: string | null
  containerInstanceArn: string | null
  taskDefinition: RevisionRef | null
  cpu: string | null
  memory: string | null
  createdAt: string | null
  startedAt: string | null
  stoppingAt: string | null
  stoppedAt: string | null
  stopCode: string | null
  stoppedReason: string | null
  containers: TaskContainer[]
  targets: TargetHealth[]
}

/** A list of tasks, with how many stand at each level. */
export type TaskList = ListAnswer<TaskSummary> & { levels: Tally }

export type TaskNetwork = {
  networkMode: string | null
  networkInterfaceId: string | null
  subnetId: string | null
  macAddress: string | null
  privateIp: string | null
  publicIp: string | null
}

/** A task in full. `effective` is its definition with the task's overrides laid over it, values redacted. */
export type Task = TaskSummary & {
  platformVersion: string | null
  platformFamily: string | null
  connectivity: string | null
  enableExecuteCommand: boolean
  ephemeralStorageGib: number | null
  network: TaskNetwork
  instanceId: string | null
  pullStartedAt: string | null
  pullStoppedAt: string | null
  tags: { name: string; value: string }[]
  /** What the overrides changed, in words ("app: command", "app: environment LOG_LEVEL"). */
  overrides: string[]
  effective: TaskDefinition | null
}

/** `GET /clusters/{c}/tasks`: running and recently stopped tasks of the cluster, standalone ones included. */
export const listTasks = read<TaskList>()({
  path: '/{account}/{region}/clusters/{cluster}/tasks',
  freshness: 'live',
})

/** `GET /clusters/{c}/tasks/{taskId}`. */
export const getTask = read<Answer<Task>>()({
  path: '/{account}/{region}/clusters/{cluster}/tasks/{task}',
  freshness: 'live',
})

/** `POST /clusters/{c}/tasks/{taskId}/stop`. */
export const stopTask = write<Answer<Task>>()({
  verb: 'task:stop',
  path: '/{account}/{region}/clusters/{cluster}/tasks/{task}/stop',
  input: async () => (await import('./stop-input')).StopTaskInput,
})

import 'server-only'
import { isoOf } from '@/lib/api/assemble'
import type { EcsTask } from '@/lib/aws/ecs-tasks'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { maskText } from '@/lib/task-definition/redact'
import { nameOf } from '@/lib/api/arn'
import { refOf } from '@/lib/task-definition/ref'
import { textOf } from '@/lib/task-definition/server/shape'
import type { TaskContainer, TaskNetwork, TaskSummary } from '../contract'

/** A task as DescribeTasks gives it, before anybody judged it. Every absent member becomes null or empty. */
export type TaskShape = Omit<TaskSummary, 'health' | 'targets'>

/**
 * The shape of a task, made once as long as AWS says the same of it, and once more when its definition becomes known; a
 * revision never changes, so what was known of it stays.
 */
export function shapeOfTask(
  clusterName: string,
  task: EcsTask,
  definition: TaskDefinition | null,
): TaskShape {
  const before = shapes.get(task)
  if (before !== undefined && (definition === null || before.isDefined)) return before.shape
  const shape = taskShape(clusterName, task, definition)
  shapes.set(task, { shape, isDefined: definition !== null })
  return shape
}

const shapes = new WeakMap<EcsTask, { shape: TaskShape; isDefined: boolean }>()

/** `definition` tells which containers are essential and checked; null when it could not be read. */
export function taskShape(clusterName: string, task: EcsTask, definition: TaskDefinition | null): TaskShape {
  const group = task.group ?? null
  const startedBy = task.startedBy ?? null
  const network = networkOf(task)
  return {
    arn: task.taskArn ?? '',
    taskId: nameOf(task.taskArn ?? ''),
    clusterName,
    serviceName: group?.startsWith('service:') ? group.slice('service:'.length) : null,
    group,
    startedBy,
    deploymentId: startedBy?.startsWith('ecs-svc/') ? startedBy : null,
    lastStatus: task.lastStatus ?? '',
    desiredStatus: task.desiredStatus ?? null,
    healthStatus: task.healthStatus || null,
    launchType: task.launchType ?? null,
    capacityProviderName: task.capacityProviderName ?? null,
    availabilityZone: task.availabilityZone ?? null,
    privateIp: network.privateIp,
    publicIp: network.publicIp,
    containerInstanceArn: task.containerInstanceArn ?? null,
    taskDefinition: refOf(task.taskDefinitionArn),
    cpu: textOf(task.cpu),
    memory: textOf(task.memory),
    createdAt: isoOf(task.createdAt),
    startedAt: isoOf(task.startedAt),
    stoppingAt: isoOf(task.stoppingAt),
    stoppedAt: isoOf(task.stoppedAt),
    stopCode: task.stopCode || null,
    stoppedReason: task.stoppedReason ? maskText(task.stoppedReason) : null,
    containers: (task.containers ?? []).map((container) => containerShape(container, definition)),
  }
}

function containerShape(
  container: NonNullable<EcsTask['containers']>[number],
  definition: TaskDefinition | null,
): TaskContainer {
  const defined = definition?.containers.find(({ name }) => name === container.name)
  return {
    name: container.name ?? '',
    essential: defined?.essential ?? null,
    lastStatus: container.lastStatus || null,
    healthStatus: container.healthStatus || null,
    hasHealthCheck: defined ? defined.healthCheck !== null : null,
    exitCode: container.exitCode ?? null,
    reason: container.reason ? maskText(container.reason) : null,
    image: container.image ? maskText(container.image) : null,
    imageDigest: container.imageDigest ?? null,
    runtimeId: container.runtimeId ?? null,
    networkBindings: (container.networkBindings ?? []).map((binding) => ({
      hostPort: binding.hostPort ?? null,
      containerPort: binding.containerPort ?? null,
      bindIp: binding.bindIP ?? null,
      protocol: binding.protocol ?? null,
    })),
  }
}

/** The task's own interface (awsvpc), from its attachment, else from its containers. */
export function networkOf(task: EcsTask, networkMode: string | null = null): TaskNetwork {
  const attachment = (task.attachments ?? []).find(
    ({ type }) => type === 'ElasticNetworkInterface' || type === 'eni',
  )
  const detail = (name: string) => attachment?.details?.find((each) => each.name === name)?.value ?? null
  const inner = (task.containers ?? []).flatMap(({ networkInterfaces }) => networkInterfaces ?? [])[0]
  return {
    networkMode,
    networkInterfaceId: detail('networkInterfaceId'),
    subnetId: detail('subnetId'),
    macAddress: detail('macAddress'),
    privateIp: detail('privateIPv4Address') ?? inner?.privateIpv4Address ?? null,
    publicIp: detail('publicIPv4Address'),
  }
}

import 'server-only'
import type { Container, Task } from '@aws-sdk/client-ecs'

/** What lists and verdicts need of a task. Every member is there, so that all tasks are objects of one shape. */
export function slimTask(task: Task): Task {
  return {
    taskArn: task.taskArn,
    group: task.group,
    startedBy: task.startedBy,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    healthStatus: task.healthStatus,
    launchType: task.launchType,
    capacityProviderName: task.capacityProviderName,
    availabilityZone: task.availabilityZone,
    taskDefinitionArn: task.taskDefinitionArn,
    containerInstanceArn: task.containerInstanceArn,
    cpu: task.cpu,
    memory: task.memory,
    createdAt: task.createdAt,
    startedAt: task.startedAt,
    stoppingAt: task.stoppingAt,
    stoppedAt: task.stoppedAt,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    containers: task.containers?.map(slimContainer),
    // Of an interface: its addresses.
    attachments: task.attachments?.map(({ type, details }) => ({
      type,
      details: details?.filter(({ name }) => name?.endsWith('IPv4Address')),
    })),
  }
}

function slimContainer(container: Container): Container {
  return {
    name: container.name,
    lastStatus: container.lastStatus,
    healthStatus: container.healthStatus,
    exitCode: container.exitCode,
    reason: container.reason,
    image: container.image,
    imageDigest: container.imageDigest,
    runtimeId: container.runtimeId,
    networkBindings: container.networkBindings,
    networkInterfaces: container.networkInterfaces,
  }
}

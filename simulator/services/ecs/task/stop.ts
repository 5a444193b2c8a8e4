import type { TaskStopCode } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { TaskRecord } from '../state.ts'
import { endLife } from '../task-history.ts'
import { endContainer } from './end-container.ts'
import { needsOf } from './needs.ts'
import { releaseAddress } from './network.ts'
import { setStatus } from './status.ts'
import { jitter, step } from './steps.ts'
import { deregisterTargets } from './targets.ts'

export type Stop = {
  stopCode: TaskStopCode
  stoppedReason: string
  /** Whether it waits in DEACTIVATING until its targets are drained: only when the service scheduler stops it. */
  drain: boolean
}

/** DescribeTasks shows stopped tasks for at least one hour; then they are forgotten here. */
const STOPPED_KEPT_MS = 3600_000

/**
 * Sends a task down: DEACTIVATING (targets drain), STOPPING (SIGTERM), DEPROVISIONING (its network interface), STOPPED.
 * Answers false when it is already on its way.
 */
export function stopTask(world: World, record: TaskRecord, stop: Stop): boolean {
  const { task } = record
  if (task.desiredStatus === 'STOPPED') return false
  record.cancelStep?.()
  setStatus(record, task.lastStatus ?? '', 'STOPPED')
  task.stopCode = stop.stopCode
  task.stoppedReason = stop.stoppedReason
  task.stoppingAt = new Date(world.now)
  task.version = (task.version ?? 0) + 1
  record.notify('stopping')
  const drainMs = deregisterTargets(world, record)
  if (!record.containers.some((each) => each.container.lastStatus === 'RUNNING')) allStopped(world, record)
  else if (stop.drain && drainMs > 0) {
    setStatus(record, 'DEACTIVATING')
    step(world, record, drainMs, () => terminate(world, record))
  } else terminate(world, record)
  return true
}

function terminate(world: World, record: TaskRecord): void {
  setStatus(record, 'STOPPING')
  let ms = jitter(world, record, 'stop', 300, 1800)
  for (const { behaviour, definition, container } of record.containers) {
    // A container that ignores SIGTERM is killed after its stop timeout.
    if (container.lastStatus === 'RUNNING' && behaviour.stopExitCode === 137) {
      ms = Math.max(ms, (definition.stopTimeout ?? 30) * 1000)
    }
  }
  step(world, record, ms, () => {
    for (const each of record.containers) {
      if (each.container.lastStatus === 'RUNNING')
        endContainer(world, each, each.behaviour.stopExitCode ?? 143)
    }
    allStopped(world, record)
  })
}

/** No container of the task runs any more: gives its interface back, then it is STOPPED. */
export function allStopped(world: World, record: TaskRecord): void {
  record.cancelStep?.()
  for (const each of record.containers) if (each.container.lastStatus !== 'STOPPED') endContainer(world, each)
  const { task } = record
  if (task.pullStartedAt) task.executionStoppedAt = new Date(world.now)
  if (!task.attachments?.length) {
    stopped(world, record)
    return
  }
  setStatus(record, 'DEPROVISIONING')
  const fargate = task.launchType === 'FARGATE'
  const ms = jitter(world, record, 'deprovision', fargate ? 5000 : 2000, fargate ? 11_000 : 4000)
  step(world, record, ms, () => stopped(world, record))
}

function stopped(world: World, record: TaskRecord): void {
  const { task, instance, cluster, service } = record
  setStatus(record, 'STOPPED')
  task.stoppedAt = new Date(world.now)
  for (const attachment of task.attachments ?? []) {
    attachment.status = 'DELETED'
    const subnetId = attachment.details?.find((each) => each.name === 'subnetId')?.value
    if (subnetId && record.address) releaseAddress(world, subnetId, record.address)
  }
  if (instance) {
    const needs = needsOf(record.definition, task.overrides)
    instance.tasks.delete(record)
    instance.cpu.used -= needs.cpu
    instance.memory.used -= needs.memoryMib
    for (const port of record.ports) instance.ports.delete(port)
  }
  service?.tasks.delete(record)
  endLife(world, record)
  world.after(STOPPED_KEPT_MS, () => cluster.tasks.delete(record.id))
  record.notify('stopped')
}

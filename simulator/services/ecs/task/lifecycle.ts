import type { World } from '../../../world.ts'
import type { ContainerRecord, TaskRecord } from '../state.ts'
import { startContainer } from './containers.ts'
import { digestOf } from './digest.ts'
import { attachInterface, takeAddress } from './network.ts'
import { setStatus } from './status.ts'
import { jitter, step } from './steps.ts'
import { stopTask } from './stop.ts'
import { registerTargets } from './targets.ts'

/**
 * The way of a task up to RUNNING, in the states of
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html:
 * PROVISIONING (its network interface), PENDING (pull, start), ACTIVATING (target registration), RUNNING.
 */
export function beginTask(world: World, record: TaskRecord): void {
  if (record.task.lastStatus !== 'PROVISIONING') {
    pull(world, record)
    return
  }
  const fargate = record.task.launchType === 'FARGATE'
  step(
    world,
    record,
    jitter(world, record, 'provision', fargate ? 6000 : 3000, fargate ? 14_000 : 6000),
    () => {
      attach(world, record)
      setStatus(record, 'PENDING')
      pull(world, record)
    },
  )
}

function attach(world: World, record: TaskRecord): void {
  const [attachment] = record.task.attachments ?? []
  const subnetId = attachment?.details?.find((each) => each.name === 'subnetId')?.value
  if (!attachment || !subnetId) return
  record.address = takeAddress(world, subnetId)
  attachInterface(world, record.seq, attachment, record.address)
  for (const { container } of record.containers) {
    container.networkInterfaces = [{ attachmentId: attachment.id, privateIpv4Address: record.address }]
  }
}

function pull(world: World, record: TaskRecord): void {
  const { task } = record
  task.connectivity = 'CONNECTED'
  task.connectivityAt = task.pullStartedAt = new Date(world.now)
  const failing = record.containers.find((each) => each.behaviour.pullError !== undefined)
  let ms = 0
  for (const { behaviour } of record.containers) ms = Math.max(ms, behaviour.pullMs ?? 2000)
  const spread = jitter(world, record, 'pull', ms * 0.8, ms * 1.2)
  if (failing) {
    // The agent tries five times before it gives up.
    step(world, record, Math.max(spread, 5000), () => failPull(world, record, failing))
    return
  }
  step(world, record, spread, () => {
    task.pullStoppedAt = new Date(world.now)
    for (const { container } of record.containers)
      container.imageDigest = digestOf(world, container.image ?? '')
    startReady(world, record)
  })
}

function failPull(world: World, record: TaskRecord, failing: ContainerRecord): void {
  const reason = `CannotPullContainerError: ${failing.behaviour.pullError}`
  failing.container.reason = reason
  record.task.pullStoppedAt = new Date(world.now)
  // On Fargate the task itself carries the cause; on instances only its container does.
  const stoppedReason = record.task.launchType === 'FARGATE' ? reason : 'Task failed to start'
  stopTask(world, record, { stopCode: 'TaskFailedToStart', stoppedReason, drain: false })
}

/** Starts every container whose dependencies are met; once all have started the task goes on to RUNNING. */
export function startReady(world: World, record: TaskRecord): void {
  for (const each of record.containers) {
    if (each.run || record.task.desiredStatus === 'STOPPED') continue
    const verdict = dependencies(record, each)
    if (verdict === 'met') startContainer(world, record, each)
    if (verdict === 'failed') {
      each.container.reason = 'DependencyError: a container that it depends on did not succeed'
      const stoppedReason = 'Task failed to start'
      stopTask(world, record, { stopCode: 'TaskFailedToStart', stoppedReason, drain: false })
      return
    }
  }
  if (record.task.lastStatus === 'PENDING' && record.containers.every((each) => each.run))
    activate(world, record)
}

function dependencies(record: TaskRecord, container: ContainerRecord): 'met' | 'waiting' | 'failed' {
  let verdict: 'met' | 'waiting' = 'met'
  for (const { containerName, condition } of container.definition.dependsOn ?? []) {
    const other = record.containers.find((each) => each.definition.name === containerName)
    const { lastStatus, exitCode, healthStatus } = other?.container ?? {}
    const exited = lastStatus === 'STOPPED'
    if (condition === 'SUCCESS' && exited && exitCode !== 0) return 'failed'
    const met =
      condition === 'START'
        ? other?.run !== undefined
        : condition === 'HEALTHY'
          ? healthStatus === 'HEALTHY'
          : exited
    if (!met) verdict = 'waiting'
  }
  return verdict
}

function activate(world: World, record: TaskRecord): void {
  if (record.task.desiredStatus === 'STOPPED') return
  if (record.loadBalancers.length === 0) {
    becomeRunning(world, record)
    return
  }
  setStatus(record, 'ACTIVATING')
  registerTargets(world, record)
  step(world, record, jitter(world, record, 'activate', 800, 2500), () => becomeRunning(world, record))
}

function becomeRunning(world: World, record: TaskRecord): void {
  setStatus(record, 'RUNNING')
  record.task.startedAt = new Date(world.now)
  record.reachedRunning = true
  record.life.startedAt = world.now
  record.notify('running')
}

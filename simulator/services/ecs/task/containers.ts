import type { Exit } from '../../../image.ts'
import type { World } from '../../../world.ts'
import { scatter, scatterHex } from '../scatter.ts'
import type { ContainerRecord, TaskRecord } from '../state.ts'
import { runOf } from '../task-history.ts'
import { endContainer } from './end-container.ts'
import { watchHealth } from './health-checks.ts'
import { bindPorts } from './ports.ts'
import { allStopped, stopTask } from './stop.ts'

/** Starts (or restarts in place) one container: its run, its exit if it will end by itself, its health check. */
export function startContainer(world: World, record: TaskRecord, each: ContainerRecord): void {
  const { container } = each
  const lived = { name: container.name ?? '', startedAt: world.now }
  const { run } = runOf(world, record.life, lived)
  each.lived = lived
  each.run = run
  record.life.runs.push(lived)
  container.lastStatus = 'RUNNING'
  container.runtimeId = runtimeId(world, record, each)
  delete container.exitCode
  delete container.reason
  if (record.instance) container.networkBindings = bindPorts(record, each)
  for (const agent of container.managedAgents ?? []) {
    agent.lastStatus = 'RUNNING'
    agent.lastStartedAt = new Date(world.now)
  }
  watchHealth(world, record, each)
  const exit = each.behaviour.exit?.(run)
  if (exit) each.cancelExit = world.after(exit.afterMs, () => exited(world, record, each, exit))
}

/** Docker's id on an instance; on Fargate the task's id and ten digits. */
function runtimeId(world: World, record: TaskRecord, each: ContainerRecord): string {
  const which = record.seq * 16 + record.containers.indexOf(each)
  if (record.task.launchType !== 'FARGATE') return scatterHex(8, world.seed, which, world.now)
  return [record.id, String(scatter(world.seed, which, world.now)).padStart(10, '0')].join('-')
}

/** What follows from a container's end: a restart in place, the end of the task, or nothing but its record. */
function exited(world: World, record: TaskRecord, each: ContainerRecord, exit: Exit): void {
  record.task.version = (record.task.version ?? 0) + 1
  endContainer(world, each, exit.exitCode, exit.reason)
  if (record.task.desiredStatus === 'STOPPED') {
    if (record.containers.every((one) => one.container.lastStatus !== 'RUNNING')) allStopped(world, record)
    return
  }
  if (restarts(world, each, exit.exitCode)) {
    startContainer(world, record, each)
    return
  }
  if (each.essential) {
    const stoppedReason = 'Essential container in task exited'
    stopTask(world, record, { stopCode: 'EssentialContainerExited', stoppedReason, drain: false })
    return
  }
  record.advance()
}

/**
 * A restart policy acts only on a container that ran for the attempt period (300 s by default) and whose exit code is
 * not ignored: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html
 */
function restarts(world: World, each: ContainerRecord, exitCode: number): boolean {
  const policy = each.definition.restartPolicy
  if (!policy?.enabled || policy.ignoredExitCodes?.includes(exitCode)) return false
  return world.now - each.run!.startedAt >= (policy.restartAttemptPeriod ?? 300) * 1000
}

import type { World } from '../../../world.ts'
import type { DeploymentRecord, ServiceRecord, TaskChange, TaskRecord } from '../state.ts'
import { countFailure, countSuccess } from './circuit-breaker.ts'
import { endServiceDeployment } from './deployment.ts'
import { disturb } from './disturb.ts'
import { isHealthy, isLive } from './healthy-task.ts'
import { wake } from './wake.ts'
import { announce, announceProblem, solved } from './service-events.ts'
import { beginSteady } from './steady-state.ts'
import { watchTargets } from './target-watch.ts'

/** All must be well for so long before the scheduler calls it steady. */
const CALM_MS = 5000

/** The throttle never holds a launch back for longer than 15 minutes. */
const THROTTLE_MOST_MS = 15 * 60_000

/** Takes note of what happened to a task of the service, and has the scheduler look at it. */
export function accountFor(
  world: World,
  service: ServiceRecord,
  record: TaskRecord,
  change: TaskChange,
): void {
  if (change === 'running') {
    service.launchFailures = 0
    service.notBefore = 0
    solved(service, 'launch')
    if (record.targets.length) watchTargets(world, service)
  }
  if (change === 'stopping') countStop(world, service, record)
  // A task of the newest deployment that is gone for good was already replaced when it began to stop.
  const settled = change === 'stopped' && record.deployment === service.deployments[0]
  if (!settled || service.service.status !== 'ACTIVE') wake(world, service)
}

function countStop(world: World, service: ServiceRecord, record: TaskRecord): void {
  const { stopCode, stoppedReason = '' } = record.task
  const neverRan =
    !record.reachedRunning && stopCode !== 'ServiceSchedulerInitiated' && stopCode !== 'UserInitiated'
  const failedChecks = stopCode === 'ServiceSchedulerInitiated' && stoppedReason.includes('health checks')
  if (neverRan) throttle(world, service)
  if ((neverRan || failedChecks) && record.deployment) countFailure(world, service, record.deployment)
}

/**
 * Launches that never reach RUNNING are spaced out, up to 15 minutes; tasks that ran and then exited are not held back.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html
 */
function throttle(world: World, service: ServiceRecord): void {
  service.launchFailures++
  const rounds = Math.floor(service.launchFailures / Math.max(service.service.desiredCount ?? 1, 1))
  if (rounds < 3) return
  service.notBefore = world.now + Math.min(15_000 * 2 ** Math.min(rounds - 3, 10), THROTTLE_MOST_MS)
  announceProblem(world, service, 'launch', 'is unable to consistently start tasks successfully.')
}

/** Notes newly healthy tasks, drops deployments that are empty, and tells when the service is steady. */
export function settleService(world: World, service: ServiceRecord): void {
  const primary = service.deployments[0]!
  for (const record of service.tasks) {
    if (record.reachedHealthy || !isHealthy(record)) continue
    record.reachedHealthy = true
    if (record.deployment) countSuccess(service, record.deployment)
  }
  if (service.deployments.length > 1) dropEmpty(service, primary)
  if (!isCalm(service)) {
    disturb(world, service)
    return
  }
  if (service.steady) return
  service.calmSince ??= world.now
  const left = service.calmSince + CALM_MS - world.now
  if (left > 0) wake(world, service, left)
  else becomeSteady(world, service)
}

/** A deployment goes when its last task is STOPPED; a failed one is shown until the next has completed. */
function dropEmpty(service: ServiceRecord, primary: DeploymentRecord): void {
  const done = primary.deployment.rolloutState === 'COMPLETED'
  service.deployments = service.deployments.filter(
    (each) =>
      each === primary ||
      (each.deployment.rolloutState === 'FAILED' && !done) ||
      [...service.tasks].some((record) => record.deployment === each),
  )
}

function isCalm(service: ServiceRecord): boolean {
  const primary = service.deployments[0]!
  if (primary.deployment.rolloutState === 'FAILED') return false
  let live = 0
  for (const record of service.tasks) {
    if (record.deployment !== primary) return false
    if (!isLive(record)) continue
    if (!isHealthy(record)) return false
    live++
  }
  return live === (service.service.desiredCount ?? 0)
}

function becomeSteady(world: World, service: ServiceRecord): void {
  const primary = service.deployments[0]!
  const { deployment } = primary
  if (deployment.rolloutState === 'IN_PROGRESS') {
    deployment.rolloutState = 'COMPLETED'
    deployment.rolloutStateReason = `ECS deployment ${primary.id} completed.`
    deployment.updatedAt = new Date(world.now)
    endServiceDeployment(world, primary, 'SUCCESSFUL')
    if (primary.rollbackOf) endServiceDeployment(world, primary.rollbackOf, 'ROLLBACK_SUCCESSFUL')
    delete primary.rollbackOf
    service.completed = primary
    service.deployments = [primary]
    announce(world, service, `(deployment ${primary.id}) deployment completed.`)
  }
  service.told.clear()
  announce(world, service, 'has reached a steady state.')
  beginSteady(world, service)
}

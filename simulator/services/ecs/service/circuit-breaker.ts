import type { DeploymentCircuitBreaker } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { DeploymentRecord, ServiceRecord } from '../state.ts'
import { thresholdOf } from './breaker-threshold.ts'
import { beginDeployment, restart } from './deployment.ts'
import { announce } from './service-events.ts'

/**
 * Counts a task of a deployment that failed: it never reached RUNNING, or its health checks failed and it was stopped.
 * Trips the breaker at its threshold, but only while the deployment is under way.
 */
export function countFailure(world: World, service: ServiceRecord, record: DeploymentRecord): void {
  const { deployment, serviceDeployment } = record
  deployment.failedTasks = (deployment.failedTasks ?? 0) + 1
  deployment.updatedAt = new Date(world.now)
  record.failures++
  const breaker = service.service.deploymentConfiguration?.deploymentCircuitBreaker
  if (!breaker?.enable || deployment.rolloutState !== 'IN_PROGRESS' || service.deployments[0] !== record)
    return
  const threshold = thresholdOf(breaker, service.service.desiredCount ?? 0)
  serviceDeployment.deploymentCircuitBreaker = {
    status: 'MONITORING',
    failureCount: record.failures,
    threshold,
  }
  if (record.failures >= threshold) trip(world, service, record, breaker)
}

/** A healthy task ends the row of failures; the breaker's own count only when it is told so (the default). */
export function countSuccess(service: ServiceRecord, record: DeploymentRecord): void {
  record.deployment.failedTasks = 0
  const breaker = service.service.deploymentConfiguration?.deploymentCircuitBreaker
  if (breaker?.resetOnHealthyTask === false) return
  record.failures = 0
  const shown = record.serviceDeployment.deploymentCircuitBreaker
  if (shown?.status === 'MONITORING') shown.failureCount = 0
}

function trip(
  world: World,
  service: ServiceRecord,
  failed: DeploymentRecord,
  breaker: DeploymentCircuitBreaker,
): void {
  const { deployment, serviceDeployment } = failed
  serviceDeployment.deploymentCircuitBreaker!.status = 'TRIGGERED'
  deployment.rolloutState = 'FAILED'
  announce(world, service, `(deployment ${failed.id}) deployment failed: tasks failed to start.`)
  const target = service.completed
  if (!breaker.rollback || !target || target === failed) {
    deployment.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.'
    Object.assign(serviceDeployment, {
      status: 'STOPPED',
      statusReason: 'Deployment circuit breaker was triggered: tasks failed to start.',
      finishedAt: new Date(world.now),
      stoppedAt: new Date(world.now),
    })
    return
  }
  rollBack(world, service, failed, target)
}

/** Goes back to the last deployment that completed: the same one while its tasks are there, else a new one like it. */
function rollBack(
  world: World,
  service: ServiceRecord,
  failed: DeploymentRecord,
  target: DeploymentRecord,
): void {
  failed.deployment.status = 'ACTIVE'
  const now = new Date(world.now)
  Object.assign(failed.serviceDeployment, {
    status: 'ROLLBACK_IN_PROGRESS',
    updatedAt: now,
    statusReason: 'Deployment circuit breaker was triggered: tasks failed to start.',
    rollback: {
      reason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      startedAt: now,
      serviceRevisionArn: target.revision.serviceRevisionArn,
    },
  })
  let back = target
  if (service.deployments.includes(target)) {
    service.deployments = [target, ...service.deployments.filter((each) => each !== target)]
    Object.assign(target.deployment, { status: 'PRIMARY', updatedAt: now, rolloutState: 'IN_PROGRESS' })
    target.deployment.failedTasks = 0
    target.failures = 0
    service.config = target.config
    service.service.taskDefinition = target.deployment.taskDefinition
    restart(world, service)
  } else back = beginDeployment(world, service, target.config)
  back.rollbackOf = failed
  const reason = `ECS deployment circuit breaker: rolling back to deploymentId ${back.id}.`
  failed.deployment.rolloutStateReason = reason
  back.deployment.rolloutStateReason = `ECS deployment ${back.id} in progress.`
  announce(world, service, `rolling back to deployment ${back.id}.`)
}

import { isUnplanned, type Stop } from '@/lib/task/stops'
import type { DeploymentFacts, JudgedTask, ServiceFacts } from './facts'

/** The deployment that ECS is moving to. */
export function primaryOf(service: Pick<ServiceFacts, 'deployments'>): DeploymentFacts | undefined {
  return service.deployments.find(({ status }) => status === 'PRIMARY')
}

/**
 * Whether a roll-out is under way. `rolloutState` is absent behind a Classic Load Balancer and on other deployment
 * controllers, where a second deployment that still has tasks says it.
 */
export function isRollingOut(service: Pick<ServiceFacts, 'deployments'>): boolean {
  const primary = primaryOf(service)
  if (primary?.rolloutState === 'IN_PROGRESS') return true
  if (primary === undefined) return false
  return service.deployments.some(
    ({ status, runningCount, pendingCount }) =>
      (status === 'ACTIVE' || status === 'DRAINING') && runningCount + pendingCount > 0,
  )
}

/** Whether a stop counts against what runs now: the primary deployment or its revision, not one already replaced. */
export function isOfPrimary(service: ServiceFacts, task: Pick<Stop, 'startedBy' | 'revision'>): boolean {
  const primary = primaryOf(service)
  if (primary === undefined) return true
  if (task.startedBy === primary.id) return true
  // Forcing a new deployment of the same revision does not make its tasks' deaths history.
  return task.revision !== null && task.revision === primary.taskDefinition?.arn
}

/**
 * The failed starts of a roll-out of which no task ever reached RUNNING; empty when that is not so. One that a
 * COMPLETED deployment or an earlier start disproves is no such roll-out, however often it fails now.
 */
export function neverRan(
  service: ServiceFacts,
  running: readonly JudgedTask[],
  stops: readonly Stop[],
): Stop[] {
  const primary = primaryOf(service)
  if (primary === undefined || primary.runningCount > 0 || primary.rolloutState === 'COMPLETED') return []
  const ofPrimary = (task: { startedBy: string | null }) => task.startedBy === primary.id
  if (
    running
      .filter(ofPrimary)
      .some(({ lastStatus, startedAt }) => lastStatus === 'RUNNING' || startedAt !== null)
  )
    return []
  const own = stops.filter(ofPrimary)
  if (own.some(({ kind, lifetimeMs }) => kind === 'exited' || lifetimeMs !== null)) return []
  return own.filter(({ kind }) => kind === 'never-ran')
}

/** Unplanned stops and failed starts since the primary deployment began. */
export function stopsInRollout(service: ServiceFacts, stops: readonly Stop[]): Stop[] {
  const began = Date.parse(primaryOf(service)?.createdAt ?? '')
  if (Number.isNaN(began)) return []
  return stops.filter((stop) => isUnplanned(stop) && stop.at !== null && stop.at >= began)
}

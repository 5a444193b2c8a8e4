/** Facts for the table-driven tests of the service's verdict: a service of two tasks, and what can happen to them. */
import type { Level } from '@/lib/health/contract'
import type { StopFacts } from '@/lib/task/stops'
import type { DeploymentFacts, JudgedTask, ServiceEvidence, ServiceFacts } from './facts'
import { serviceHealth } from './health'

export const now = Date.parse('2026-01-01T12:00:00Z')
export const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
export const revision = (n: number) => ({ arn: `arn:td/web:${n}`, family: 'web', revision: n })

export const primary: DeploymentFacts = {
  id: 'ecs-svc/2',
  status: 'PRIMARY',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  failedTasks: 0,
  rolloutState: 'COMPLETED',
  rolloutStateReason: null,
  createdAt: ago(300),
  taskDefinition: revision(2),
}
export const older: DeploymentFacts = {
  ...primary,
  id: 'ecs-svc/1',
  status: 'ACTIVE',
  createdAt: ago(3000),
  taskDefinition: revision(1),
}
export const service: ServiceFacts = {
  name: 'web',
  status: 'ACTIVE',
  schedulingStrategy: 'REPLICA',
  deploymentController: 'ECS',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  minimumHealthyPercent: 100,
  taskDefinition: revision(2),
  deployments: [primary],
  events: [],
}

let id = 0
export function task(level: Level, facts: Partial<JudgedTask> = {}): JudgedTask {
  return {
    taskId: `t${++id}`,
    startedBy: 'ecs-svc/2',
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    createdAt: ago(200),
    startedAt: ago(199),
    health: { level, because: [{ kind: 'target-health', text: `Its target is ${level} in web-tg` }] },
    ...facts,
  }
}
export const pending = (minutes: number, facts: Partial<JudgedTask> = {}) =>
  task('deploying', { lastStatus: 'PENDING', createdAt: ago(minutes), startedAt: null, ...facts })

export const app = { name: 'app', essential: true, exitCode: 1, reason: null }
export function stop(minutes: number, facts: Partial<StopFacts> = {}, lifeMinutes = 1): StopFacts {
  return {
    taskId: `s${++id}`,
    startedBy: 'ecs-svc/2',
    revision: revision(2).arn,
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    startedAt: ago(minutes + lifeMinutes),
    stoppingAt: ago(minutes),
    stoppedAt: ago(minutes),
    containers: [app],
    ...facts,
  }
}
export const noPull: Partial<StopFacts> = {
  stopCode: 'TaskFailedToStart',
  startedAt: null,
  stoppedReason: 'CannotPullContainerError: mailer:1: not found',
  containers: [{ ...app, exitCode: null, reason: 'CannotPullContainerError: mailer:1: not found' }],
}
export const scaleIn: Partial<StopFacts> = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)',
  containers: [{ ...app, exitCode: 143 }],
}
export const byUser: Partial<StopFacts> = { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' }
export const event = (kind: ServiceFacts['events'][number]['kind'], minutes: number, message: string) => ({
  kind,
  at: ago(minutes),
  message,
})
export const noRoom = event(
  'placement',
  3,
  '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 1) has insufficient memory available.',
)

export type Case = { service?: Partial<ServiceFacts>; tasks?: JudgedTask[]; stops?: StopFacts[] }

export function judge({ service: facts = {}, tasks = [], stops = [] }: Case) {
  const evidence: ServiceEvidence = {
    service: { ok: true, asOf: now, value: { ...service, ...facts } },
    running: { ok: true, asOf: now, value: { tasks, unread: 0 } },
    stopped: { ok: true, asOf: now, value: { tasks: stops, unread: 0 } },
  }
  return serviceHealth(evidence, now)
}

export const two = () => [task('healthy'), task('healthy')]
export const rolling: DeploymentFacts = {
  ...primary,
  rolloutState: 'IN_PROGRESS',
  createdAt: ago(4),
  runningCount: 1,
}
export const old = { startedBy: 'ecs-svc/1', revision: revision(1).arn }
export const mid = () => [task('healthy', old), task('healthy', old), task('healthy')]
export const deployments = [rolling, { ...older, runningCount: 2 }]
export const died = (...minutes: number[]) => minutes.map((at) => stop(at))

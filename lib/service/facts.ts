import type { Read } from '@/lib/api/outcome'
import type { Deployment } from '@/lib/deployment/contract'
import type { ServiceEvent } from '@/lib/event/contract'
import type { Health } from '@/lib/health/contract'
import type { StopFacts } from '@/lib/task/stops'
import type { TaskSummary } from '@/lib/task/contract'
import type { RevisionRef } from '@/lib/task-definition/contract'

export type DeploymentFacts = Pick<
  Deployment,
  | 'id'
  | 'status'
  | 'desiredCount'
  | 'runningCount'
  | 'pendingCount'
  | 'failedTasks'
  | 'rolloutState'
  | 'rolloutStateReason'
  | 'createdAt'
  | 'taskDefinition'
>

/** What DescribeServices says of a service; null where it says nothing. */
export type ServiceFacts = {
  name: string
  status: string | null
  schedulingStrategy: string | null
  deploymentController: string | null
  desiredCount: number | null
  runningCount: number | null
  pendingCount: number | null
  minimumHealthyPercent: number | null
  taskDefinition: RevisionRef | null
  deployments: DeploymentFacts[]
  /** Newest first. */
  events: Pick<ServiceEvent, 'at' | 'kind' | 'message'>[]
}

/** A task that is not stopped, with its own verdict. */
export type JudgedTask = Pick<
  TaskSummary,
  'taskId' | 'startedBy' | 'lastStatus' | 'desiredStatus' | 'createdAt' | 'startedAt'
> & { health: Health }

/** All that a service's verdict is judged by. */
export type ServiceEvidence = {
  service: Read<ServiceFacts>
  /** `unread` counts tasks that are listed but could not be described. */
  running: Read<{ tasks: JudgedTask[]; unread: number }>
  /** Stopped tasks as far as AWS remembers them (about an hour). */
  stopped: Read<{ tasks: StopFacts[]; unread: number }>
}

import type { RevisionRef } from '@/lib/task-definition/contract'

/** One of a service's deployments, as DescribeServices tells it. */
export type Deployment = {
  id: string
  /** PRIMARY, ACTIVE, INACTIVE; any other word verbatim. */
  status: string
  taskDefinition: RevisionRef | null
  desiredCount: number
  runningCount: number
  pendingCount: number
  failedTasks: number
  rolloutState: string | null
  rolloutStateReason: string | null
  launchType: string | null
  platformVersion: string | null
  createdAt: string | null
  updatedAt: string | null
  /** The images of its revision with the digests that its tasks run. */
  images: { containerName: string; image: string; digests: string[] }[]
}

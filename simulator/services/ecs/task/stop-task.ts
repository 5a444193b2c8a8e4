import type { StopTaskRequest, StopTaskResponse } from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { findCluster, findTask } from '../find.ts'
import { invalid } from '../refusal.ts'
import { showTask } from './describe-tasks.ts'
import { stopTask as stop } from './stop.ts'

/** Stops one task for a person: SIGTERM at once, without waiting for its targets to drain. */
export const stopTask: Handler<StopTaskRequest, StopTaskResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  const record = findTask(world, cluster, input.task)
  if ((input.reason?.length ?? 0) > 1024) throw invalid('reason cannot be longer than 1024 characters.')
  const stoppedReason = input.reason || 'Task stopped by user'
  stop(world, record, { stopCode: 'UserInitiated', stoppedReason, drain: false })
  return { task: showTask(record) }
}

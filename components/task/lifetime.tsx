import { Absent } from '@/components/ui/facts'
import { formatSpan } from '@/components/ui/format'
import { Time } from '@/components/ui/time'
import type { TaskSummary } from '@/lib/task/contract'

type Times = Pick<TaskSummary, 'startedAt' | 'stoppedAt' | 'stoppingAt' | 'createdAt'>

/** How long a task has run, or ran; a task that never started says so. */
export function Lifetime({ task }: { task: Times }) {
  const { startedAt, stoppedAt } = task
  if (startedAt === null) return stoppedAt === null ? <Absent /> : <span>never started</span>
  if (stoppedAt === null) return <Time at={startedAt} form="span" />
  return <span title="ran for">{formatSpan(Date.parse(stoppedAt) - Date.parse(startedAt))}</span>
}

/** For sorting: seconds it ran, by its own times; null while it runs or when it never started. */
export function ranSeconds({ startedAt, stoppedAt }: Times): number | null {
  if (startedAt === null || stoppedAt === null) return null
  return Math.round((Date.parse(stoppedAt) - Date.parse(startedAt)) / 1_000)
}

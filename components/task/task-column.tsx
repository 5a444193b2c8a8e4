import { Status } from '@/components/health/status'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import type { Column } from '@/components/table/column'
import { CopyButton } from '@/components/ui/copy-button'
import { Absent } from '@/components/ui/facts'
import { truncateMiddle } from '@/components/ui/format'
import { levels } from '@/lib/health/contract'
import type { TaskSummary } from '@/lib/task/contract'
import { targetWords } from './target-words'
import { TaskEnding } from './task-ending'
import { taskPath } from './task-path'

// The columns that every list of tasks has, each once.

type TaskColumn = Column<TaskSummary>

export const idColumn = (place: Place): TaskColumn => ({
  id: 'task',
  header: 'Task',
  cell: (task) => (
    <span className="flex items-center gap-0.5">
      <AppLink
        href={taskPath(place, task)}
        title={task.taskId}
        className="name-link truncate font-mono text-sm"
      >
        {truncateMiddle(task.taskId)}
      </AppLink>
      <CopyButton
        text={task.taskId}
        what={`task id ${truncateMiddle(task.taskId)}`}
        className="max-sm:hidden"
      />
    </span>
  ),
  value: ({ taskId }) => taskId,
  width: 'min(12.5rem, 31vw)',
})

export const statusColumn: TaskColumn = {
  id: 'status',
  header: 'Status',
  cell: ({ health, taskId }) => <Status health={health} name={truncateMiddle(taskId)} />,
  value: ({ health }) => health.level,
  rank: ({ health }) => levels.indexOf(health.level),
  width: '8.5rem',
}

export const stateColumn: TaskColumn = {
  id: 'state',
  header: 'ECS state',
  hint: 'lastStatus, and desiredStatus where it differs',
  cell: ({ lastStatus, desiredStatus }) =>
    desiredStatus === null || desiredStatus === lastStatus ? lastStatus : `${lastStatus} → ${desiredStatus}`,
  value: ({ lastStatus }) => lastStatus,
  width: '10rem',
  from: 'sm',
}

export const endingColumn: TaskColumn = {
  id: 'ending',
  header: 'Targets and ending',
  hint: 'For a running task what the load balancer says of its targets; for a stopped one why it stopped',
  cell: (task) => <TaskEnding task={task} />,
  value: endingText,
  from: 'md',
}

export const revisionColumn: TaskColumn = {
  id: 'revision',
  header: 'Revision',
  cell: ({ taskDefinition: ref }) =>
    ref === null ? <Absent /> : <span title={ref.arn}>{`${ref.family}:${ref.revision}`}</span>,
  value: ({ taskDefinition: ref }) => (ref === null ? null : `${ref.family}:${ref.revision}`),
  width: '9rem',
  from: 'lg',
}

export const zoneColumn: TaskColumn = {
  id: 'zone',
  header: 'Zone',
  cell: ({ availabilityZone }) => availabilityZone ?? <Absent />,
  value: ({ availabilityZone }) => availabilityZone,
  width: '7rem',
  from: 'xl',
}

export const addressColumn: TaskColumn = {
  id: 'ip',
  header: 'Address',
  cell: ({ privateIp, publicIp }) =>
    privateIp === null ? <Absent /> : <span title={publicIp ?? undefined}>{privateIp}</span>,
  value: ({ privateIp, publicIp }) => [privateIp, publicIp].filter(Boolean).join(' ') || null,
  width: '8rem',
  from: 'xl',
}

/** All that is told of its targets and its end, for filtering. */
function endingText(task: TaskSummary): string | null {
  const exits = task.containers.flatMap(({ exitCode, reason }) => [
    exitCode === null ? null : `exit ${exitCode}`,
    reason,
  ])
  const text = [task.stopCode, task.stoppedReason, ...exits, ...targetWords(task)].filter(Boolean).join(' ')
  return text === '' ? null : text
}

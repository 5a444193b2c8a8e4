import { Status } from '@/components/health/status'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import type { Column } from '@/components/table/column'
import { CopyButton } from '@/components/ui/copy-button'
import { Absent } from '@/components/ui/facts'
import { truncateMiddle } from '@/components/ui/format'
import { levels } from '@/lib/health/contract'
import type { TaskSummary } from '@/lib/task/contract'
import { containerWords } from './container-words'
import { Lifetime, ranSeconds } from './lifetime'
import { stopAction, type AskToStop } from './stop-action'
import { targetWords } from './target-words'
import { taskPath, taskResource } from './task-columns'
import { TaskEnding } from './task-ending'

/** The columns of one service's tasks: each task's own health checks, targets and ending. */
export function serviceTaskColumns(place: Place, ask: AskToStop): Column<TaskSummary>[] {
  return [
    {
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
          <CopyButton text={task.taskId} what={`task id ${truncateMiddle(task.taskId)}`} />
        </span>
      ),
      value: ({ taskId }) => taskId,
      width: '12rem',
    },
    {
      id: 'status',
      header: 'Status',
      cell: ({ health, taskId }) => <Status health={health} name={truncateMiddle(taskId)} />,
      value: ({ health }) => health.level,
      rank: ({ health }) => levels.indexOf(health.level),
      width: '9rem',
    },
    {
      id: 'state',
      header: 'ECS state',
      hint: 'lastStatus, and desiredStatus where it differs',
      cell: ({ lastStatus, desiredStatus }) =>
        desiredStatus === null || desiredStatus === lastStatus
          ? lastStatus
          : `${lastStatus} → ${desiredStatus}`,
      value: ({ lastStatus }) => lastStatus,
      width: '9.5rem',
      from: 'sm',
    },
    {
      id: 'containers',
      header: 'Containers',
      hint: 'What the containers’ own health checks say; for stopped ones their exit codes',
      cell: ({ containers }) => words(containerWords(containers)),
      value: ({ containers }) => containerWords(containers).join(' ') || null,
      width: '9rem',
      from: 'lg',
    },
    {
      id: 'ending',
      header: 'Targets and ending',
      hint: 'For a running task what the load balancer says of its targets; for a stopped one why it stopped',
      cell: (task) => <TaskEnding task={task} />,
      value: endingText,
      from: 'md',
    },
    {
      id: 'lifetime',
      header: 'Lifetime',
      hint: 'How long it has run, or ran',
      cell: (task) => <Lifetime task={task} />,
      value: ranSeconds,
      rank: (task) => ranSeconds(task) ?? Number.MAX_SAFE_INTEGER,
      width: '6.5rem',
    },
    {
      id: 'revision',
      header: 'Revision',
      cell: ({ taskDefinition: ref }) =>
        ref === null ? <Absent /> : <span title={ref.arn}>{`${ref.family}:${ref.revision}`}</span>,
      value: ({ taskDefinition: ref }) => (ref === null ? null : `${ref.family}:${ref.revision}`),
      width: '8rem',
      from: 'xl',
    },
    {
      id: 'zone',
      header: 'Zone',
      cell: ({ availabilityZone }) => availabilityZone ?? <Absent />,
      value: ({ availabilityZone }) => availabilityZone,
      width: '7rem',
      from: 'xl',
    },
    {
      id: 'ip',
      header: 'Address',
      cell: ({ privateIp, publicIp }) =>
        privateIp === null ? <Absent /> : <span title={publicIp ?? undefined}>{privateIp}</span>,
      value: ({ privateIp, publicIp }) => [privateIp, publicIp].filter(Boolean).join(' ') || null,
      width: '8rem',
      from: 'xl',
    },
    {
      id: 'actions',
      header: 'Actions',
      kind: 'menu',
      cell: (task) => (
        <ResourceMenu place={place} resource={taskResource(task)} dangers={[stopAction(task, ask)]} />
      ),
      value: () => null,
      width: '3rem',
    },
  ]
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

function words(all: string[]) {
  return all.length === 0 ? <Absent /> : <span title={all.join('\n')}>{all.join(', ')}</span>
}

import { Status } from '@/components/health/status'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import type { Column } from '@/components/table/column'
import { Absent } from '@/components/ui/facts'
import { truncateMiddle } from '@/components/ui/format'
import { Time } from '@/components/ui/time'
import { CopyButton } from '@/components/ui/copy-button'
import { pathOf } from '@/lib/api/paths'
import { levels } from '@/lib/health/contract'
import type { TaskSummary } from '@/lib/task/contract'
import { targetWords } from './target-words'
import { TaskEnding } from './task-ending'

/** The columns of a list of tasks; `withGroup` where it spans services. */
export function taskColumns(place: Place, withGroup: boolean): Column<TaskSummary>[] {
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
          <CopyButton
            text={task.taskId}
            what={`task id ${truncateMiddle(task.taskId)}`}
            className="max-sm:hidden"
          />
        </span>
      ),
      value: ({ taskId }) => taskId,
      width: 'min(12.5rem, 27vw)',
    },
    {
      id: 'status',
      header: 'Status',
      cell: ({ health, taskId }) => <Status health={health} name={truncateMiddle(taskId)} />,
      value: ({ health }) => health.level,
      rank: ({ health }) => levels.indexOf(health.level),
      width: '9.5rem',
    },
    ...(withGroup ? [groupColumn(place)] : []),
    {
      id: 'state',
      header: 'ECS state',
      hint: 'lastStatus, and desiredStatus where it differs',
      cell: ({ lastStatus, desiredStatus }) =>
        desiredStatus === null || desiredStatus === lastStatus
          ? lastStatus
          : `${lastStatus} → ${desiredStatus}`,
      value: ({ lastStatus }) => lastStatus,
      width: '11rem',
      from: 'sm',
    },
    {
      id: 'target',
      header: 'Targets and ending',
      hint: 'For a running task its load balancer targets; for a stopped one why it stopped',
      cell: (task) => <TaskEnding task={task} />,
      value: (task) => [task.stoppedReason, ...targetWords(task)].filter(Boolean).join(' ') || null,
      from: 'md',
    },
    {
      id: 'definition',
      header: 'Revision',
      cell: ({ taskDefinition: ref }) =>
        ref === null ? <Absent /> : <span title={ref.arn}>{`${ref.family}:${ref.revision}`}</span>,
      value: ({ taskDefinition: ref }) => (ref === null ? null : `${ref.family}:${ref.revision}`),
      width: '9rem',
      from: 'lg',
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
      cell: ({ privateIp }) => privateIp ?? <Absent />,
      value: ({ privateIp, publicIp }) => [privateIp, publicIp].filter(Boolean).join(' ') || null,
      width: '8rem',
      from: 'xl',
    },
    {
      id: 'age',
      header: 'Since',
      hint: 'When it started, or for a stopped task when it stopped',
      cell: (task) => {
        const at = task.stoppedAt ?? task.startedAt ?? task.createdAt
        return at === null ? <Absent /> : <Time at={at} />
      },
      value: (task) => task.stoppedAt ?? task.startedAt ?? task.createdAt,
      width: '7.5rem',
      from: 'sm',
    },
    {
      id: 'actions',
      header: 'Actions',
      kind: 'menu',
      cell: (task) => <ResourceMenu place={place} resource={taskResource(task)} />,
      value: () => null,
      width: '3rem',
    },
  ]
}

function groupColumn(place: Place): Column<TaskSummary> {
  return {
    id: 'group',
    header: 'Service or group',
    cell: ({ serviceName, group, clusterName }) =>
      serviceName === null ? (
        (group ?? <Absent />)
      ) : (
        <AppLink
          href={pathOf('/{account}/{region}/clusters/{cluster}/services/{service}', {
            ...place,
            cluster: clusterName,
            service: serviceName,
          })}
          className="name-link block truncate"
        >
          {serviceName}
        </AppLink>
      ),
    value: ({ serviceName, group }) => serviceName ?? group,
    width: 'min(11rem, 22vw)',
  }
}

export function taskPath(
  place: Place,
  { clusterName, taskId }: Pick<TaskSummary, 'clusterName' | 'taskId'>,
): string {
  return pathOf('/{account}/{region}/clusters/{cluster}/tasks/{task}', {
    ...place,
    cluster: clusterName,
    task: taskId,
  })
}

export function taskResource({
  arn,
  taskId,
  clusterName,
}: Pick<TaskSummary, 'arn' | 'taskId' | 'clusterName'>) {
  return {
    name: `task ${truncateMiddle(taskId)}`,
    arn,
    cli: ['ecs', 'describe-tasks', '--cluster', clusterName, '--tasks', taskId],
    console: ['clusters', clusterName, 'tasks', taskId],
  }
}

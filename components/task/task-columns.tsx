import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import type { Column } from '@/components/table/column'
import { Absent } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import { pathOf } from '@/lib/api/paths'
import type { TaskSummary } from '@/lib/task/contract'
import {
  addressColumn,
  endingColumn,
  idColumn,
  revisionColumn,
  stateColumn,
  statusColumn,
  zoneColumn,
} from './task-column'
import { taskResource } from './task-path'

/** The columns of a list of tasks; `withGroup` where it spans services. */
export function taskColumns(place: Place, withGroup: boolean): Column<TaskSummary>[] {
  return [
    idColumn(place),
    statusColumn,
    ...(withGroup ? [groupColumn(place)] : []),
    stateColumn,
    endingColumn,
    revisionColumn,
    zoneColumn,
    addressColumn,
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

import Link from '@cloudscape-design/components/link'
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { TableProps } from '@cloudscape-design/components/table'
import type { Service } from './service.ts'

const indicators: Record<string, StatusIndicatorProps.Type> = {
  healthy: 'success',
  deploying: 'in-progress',
  degraded: 'warning',
  'crash-loop': 'error',
  failing: 'error',
  stopped: 'stopped',
}

const revisionOf = ({ taskDefinition: ref }: Service) =>
  ref === null ? '-' : `${ref.family}:${ref.revision}`

/** The columns of our own list of services. */
export const columns: TableProps.ColumnDefinition<Service>[] = [
  {
    id: 'service',
    header: 'Service',
    sortingField: 'name',
    isRowHeader: true,
    cell: ({ name, clusterName }) => <Link href={`#${clusterName}/${name}`}>{name}</Link>,
  },
  {
    id: 'status',
    header: 'Status',
    sortingComparator: (a, b) => a.health.level.localeCompare(b.health.level),
    cell: ({ health }) => (
      <StatusIndicator type={indicators[health.level] ?? 'pending'}>{health.level}</StatusIndicator>
    ),
  },
  {
    id: 'cluster',
    header: 'Cluster',
    sortingField: 'clusterName',
    cell: ({ clusterName }) => <Link href={`#${clusterName}`}>{clusterName}</Link>,
  },
  {
    id: 'tasks',
    header: 'Tasks',
    sortingField: 'runningCount',
    cell: ({ runningCount, desiredCount }) => `${runningCount ?? '-'} / ${desiredCount ?? '-'}`,
  },
  { id: 'definition', header: 'Task definition', cell: (service) => revisionOf(service) },
  {
    id: 'deployed',
    header: 'Deployed',
    sortingField: 'deployedAt',
    cell: ({ deployedAt }) => (deployedAt === null ? '-' : new Date(deployedAt).toLocaleString()),
  },
  {
    id: 'launch',
    header: 'Launch type',
    sortingField: 'launchType',
    cell: ({ launchType }) => launchType ?? '-',
  },
]

import { LevelsCell } from '@/components/health/levels-cell'
import { Status } from '@/components/health/status'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import type { Column } from '@/components/table/column'
import { Absent } from '@/components/ui/facts'
import { pathOf } from '@/lib/api/paths'
import type { ClusterSummary } from '@/lib/cluster/contract'
import { levels } from '@/lib/health/contract'

/** The columns of the list of clusters. */
export function clusterColumns(place: Place): Column<ClusterSummary>[] {
  return [
    {
      id: 'cluster',
      header: 'Cluster',
      cell: ({ name }) => (
        <AppLink
          href={clusterPath(place, name)}
          title={name}
          className="name-link block truncate font-medium"
        >
          {name}
        </AppLink>
      ),
      value: ({ name }) => name,
    },
    {
      id: 'status',
      header: 'Status',
      hint: 'The worst verdict among its services',
      cell: ({ health, name }) => <Status health={health} name={name} />,
      value: ({ health }) => health.level,
      rank: ({ health }) => levels.indexOf(health.level),
      width: '9.5rem',
    },
    {
      id: 'levels',
      header: 'Services by level',
      cell: (cluster) => <LevelsCell tally={cluster.levels} />,
      value: (cluster) => levels.filter((level) => (cluster.levels[level] ?? 0) > 0).join(' '),
      rank: (cluster) => levels.findIndex((level) => (cluster.levels[level] ?? 0) > 0),
      width: '17rem',
      from: 'lg',
    },
    countColumn('services', 'Services', ({ activeServicesCount }) => activeServicesCount),
    { ...countColumn('running', 'Running', ({ runningTasksCount }) => runningTasksCount), from: 'sm' },
    { ...countColumn('pending', 'Pending', ({ pendingTasksCount }) => pendingTasksCount), from: 'sm' },
    {
      ...countColumn(
        'instances',
        'Instances',
        ({ registeredContainerInstancesCount }) => registeredContainerInstancesCount,
      ),
      from: 'md',
    },
    {
      id: 'insights',
      header: 'Insights',
      hint: 'Container Insights',
      cell: ({ containerInsights }) => containerInsights ?? <Absent />,
      value: ({ containerInsights }) => containerInsights,
      width: '7rem',
      from: 'xl',
    },
    {
      id: 'providers',
      header: 'Capacity providers',
      cell: ({ capacityProviders }) =>
        capacityProviders.length === 0 ? (
          <Absent />
        ) : (
          <span title={capacityProviders.join(', ')}>{capacityProviders.join(', ')}</span>
        ),
      value: ({ capacityProviders }) => capacityProviders.join(' '),
      width: '15rem',
      from: 'xl',
    },
    {
      id: 'actions',
      header: 'Actions',
      kind: 'menu',
      cell: (cluster) => <ResourceMenu place={place} resource={clusterResource(cluster)} />,
      value: () => null,
      width: '3rem',
    },
  ]
}

function countColumn(
  id: string,
  header: string,
  value: (cluster: ClusterSummary) => number | null,
): Column<ClusterSummary> {
  return {
    id,
    header,
    kind: 'number',
    value,
    cell: (cluster) => value(cluster) ?? <Absent />,
    width: '6rem',
  }
}

export function clusterPath(place: Place, cluster: string): string {
  return pathOf('/{account}/{region}/clusters/{cluster}', { ...place, cluster })
}

export function clusterResource({ arn, name }: Pick<ClusterSummary, 'arn' | 'name'>) {
  return {
    name,
    arn,
    cli: [
      'ecs',
      'describe-clusters',
      ['--clusters', name],
      '--include',
      'ATTACHMENTS',
      'SETTINGS',
      'STATISTICS',
      'TAGS',
    ] as const,
    console: ['clusters', name, 'services'],
  }
}

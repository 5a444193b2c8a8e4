import { Status } from '@/components/health/status'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import type { Column } from '@/components/table/column'
import { Absent } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import { pathOf } from '@/lib/api/paths'
import { levels } from '@/lib/health/contract'
import type { ServiceSummary } from '@/lib/service/contract'
import { MetricCell } from './metric-cell'
import type { ServiceRow } from './service-row'

/** The columns of a list of services; `withCluster` where it spans clusters. */
export function serviceColumns(place: Place, withCluster: boolean): Column<ServiceRow>[] {
  const columns: Column<ServiceRow>[] = [
    {
      id: 'service',
      header: 'Service',
      cell: ({ service }) => (
        <AppLink
          href={servicePath(place, service)}
          title={service.name}
          className="name-link block truncate font-medium"
        >
          {service.name}
        </AppLink>
      ),
      value: ({ service }) => service.name,
    },
    {
      id: 'status',
      header: 'Status',
      hint: 'The verdict from every fact that ECS and the load balancer give; hover or focus it for the evidence',
      cell: ({ service }) => <Status health={service.health} name={service.name} />,
      value: ({ service }) => service.health.level,
      rank: ({ service }) => levels.indexOf(service.health.level),
      width: '9.5rem',
    },
    ...(withCluster ? [clusterColumn(place)] : []),
    {
      id: 'tasks',
      header: 'Tasks',
      hint: 'Running of desired',
      kind: 'number',
      cell: ({ service }) => <TaskCounts service={service} />,
      value: ({ service }) => service.runningCount,
      width: '5.5rem',
    },
    {
      id: 'cpu',
      header: 'CPU',
      hint: 'AWS/ECS CPUUtilization: the last value, and the last three hours',
      kind: 'number',
      cell: ({ service, metrics }) => (
        <MetricCell
          name={`CPU of ${service.name}`}
          series={metrics === undefined ? undefined : (metrics?.cpu ?? null)}
        />
      ),
      value: ({ metrics }) => metrics?.cpu?.last?.value ?? null,
      width: '13rem',
      from: 'lg',
    },
    {
      id: 'memory',
      header: 'Memory',
      hint: 'AWS/ECS MemoryUtilization: the last value, and the last three hours',
      kind: 'number',
      cell: ({ service, metrics }) => (
        <MetricCell
          name={`Memory of ${service.name}`}
          series={metrics === undefined ? undefined : (metrics?.memory ?? null)}
        />
      ),
      value: ({ metrics }) => metrics?.memory?.last?.value ?? null,
      width: '13rem',
      from: 'lg',
    },
    {
      id: 'definition',
      header: 'Task definition',
      cell: ({ service }) => <Definition place={place} service={service} />,
      value: ({ service: { taskDefinition: ref } }) =>
        ref === null ? null : `${ref.family}:${ref.revision}`,
      width: '12rem',
      from: 'md',
    },
    {
      id: 'deployed',
      header: 'Deployed',
      hint: 'When the present deployment began',
      cell: ({ service }) => (service.deployedAt === null ? <Absent /> : <Time at={service.deployedAt} />),
      value: ({ service }) => service.deployedAt,
      width: '8rem',
      from: 'xl',
    },
    {
      id: 'launch',
      header: 'Launch type',
      cell: ({ service }) => launchOf(service) ?? <Absent />,
      value: ({ service }) => launchOf(service),
      width: '10rem',
      from: 'xl',
    },
    ...filterOnlyColumns,
    {
      id: 'actions',
      header: 'Actions',
      kind: 'menu',
      cell: ({ service }) => <ResourceMenu place={place} resource={serviceResource(service)} />,
      value: () => null,
      width: '3rem',
    },
  ]
  return columns
}

const filterOnlyColumns: Column<ServiceRow>[] = [
  { id: 'running', kind: 'number', value: ({ service }: ServiceRow) => service.runningCount },
  { id: 'desired', kind: 'number', value: ({ service }: ServiceRow) => service.desiredCount },
  { id: 'pending', kind: 'number', value: ({ service }: ServiceRow) => service.pendingCount },
  { id: 'stops', kind: 'number', value: ({ service }: ServiceRow) => service.unplannedStops },
  { id: 'image', value: ({ service }: ServiceRow) => service.images.join(' ') },
  {
    id: 'tag',
    value: ({ service }: ServiceRow) => service.tags.map(({ name, value }) => `${name}=${value}`).join(' '),
  },
  {
    id: 'because',
    value: ({ service }: ServiceRow) => service.health.because.map(({ text }) => text).join(' '),
  },
].map((column) => ({ ...column, header: '', cell: () => null, filterOnly: true }) as Column<ServiceRow>)

function clusterColumn(place: Place): Column<ServiceRow> {
  return {
    id: 'cluster',
    header: 'Cluster',
    cell: ({ service }) => (
      <AppLink
        href={pathOf('/{account}/{region}/clusters/{cluster}', { ...place, cluster: service.clusterName })}
        className="name-link block truncate text-muted"
      >
        {service.clusterName}
      </AppLink>
    ),
    value: ({ service }) => service.clusterName,
    width: '9rem',
    from: 'sm',
  }
}

export function servicePath(
  place: Place,
  { clusterName, name }: Pick<ServiceSummary, 'clusterName' | 'name'>,
): string {
  return pathOf('/{account}/{region}/clusters/{cluster}/services/{service}', {
    ...place,
    cluster: clusterName,
    service: name,
  })
}

/** What a menu needs to copy a service's ARN and CLI line and to open it in AWS's console. */
export function serviceResource({
  arn,
  name,
  clusterName,
}: Pick<ServiceSummary, 'arn' | 'name' | 'clusterName'>) {
  return {
    name,
    arn,
    cli: ['ecs', 'describe-services', ['--cluster', clusterName], ['--services', name]] as const,
    console: ['clusters', clusterName, 'services', name, 'health'],
  }
}

function launchOf({ schedulingStrategy, launchType }: ServiceSummary): string | null {
  return schedulingStrategy === 'DAEMON' ? `${launchType ?? ''} daemon`.trim() : launchType
}

function TaskCounts({ service: { runningCount, desiredCount, pendingCount } }: { service: ServiceSummary }) {
  if (runningCount === null || desiredCount === null) return <Absent />
  return (
    <span title={`${runningCount} running, ${desiredCount} desired, ${pendingCount ?? '?'} pending`}>
      {runningCount} <span className="text-muted">/ {desiredCount}</span>
    </span>
  )
}

function Definition({ place, service: { taskDefinition: ref } }: { place: Place; service: ServiceSummary }) {
  if (ref === null) return <Absent />
  return (
    <AppLink
      href={pathOf('/{account}/{region}/task-definitions/{family}/{revision}', {
        ...place,
        family: ref.family,
        revision: String(ref.revision),
      })}
      title={`${ref.family}:${ref.revision}`}
      className="name-link block truncate font-mono text-sm"
    >
      {ref.family}:{ref.revision}
    </AppLink>
  )
}

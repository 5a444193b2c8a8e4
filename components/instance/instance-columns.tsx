import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import type { Column } from '@/components/table/column'
import { Chip } from '@/components/ui/chip'
import { Absent } from '@/components/ui/facts'
import { IdText } from '@/components/ui/id-text'
import type { ContainerInstance } from '@/lib/instance/contract'

/** The columns of a cluster's container instances. */
export function instanceColumns(place: Place, cluster: string): Column<ContainerInstance>[] {
  return [
    {
      id: 'instance',
      header: 'Instance',
      cell: ({ ec2InstanceId, id }) => (
        <IdText text={ec2InstanceId ?? id} what="instance id" head={12} tail={6} />
      ),
      value: ({ ec2InstanceId, id }) => `${ec2InstanceId ?? ''} ${id}`,
    },
    {
      id: 'status',
      header: 'ECS status',
      cell: ({ status, statusReason }) => <span title={statusReason ?? undefined}>{status}</span>,
      value: ({ status }) => status,
      width: '7rem',
    },
    {
      id: 'agent',
      header: 'Agent',
      hint: 'Whether the ECS agent is connected, and its version',
      cell: ({ agentConnected, agentVersion }) => <Agent connected={agentConnected} version={agentVersion} />,
      value: ({ agentConnected, agentVersion }) => `${agentWord(agentConnected)} ${agentVersion ?? ''}`,
      width: '12rem',
      from: 'sm',
    },
    {
      id: 'type',
      header: 'Type',
      cell: ({ instanceType }) => instanceType ?? <Absent />,
      value: ({ instanceType }) => instanceType,
      width: '7rem',
      from: 'lg',
    },
    {
      id: 'zone',
      header: 'Zone',
      cell: ({ availabilityZone }) => availabilityZone ?? <Absent />,
      value: ({ availabilityZone }) => availabilityZone,
      width: '7rem',
      from: 'lg',
    },
    {
      id: 'running',
      header: 'Tasks',
      kind: 'number',
      cell: ({ runningTasksCount }) => runningTasksCount ?? <Absent />,
      value: ({ runningTasksCount }) => runningTasksCount,
      width: '5rem',
    },
    {
      id: 'cpu',
      header: 'CPU free',
      hint: 'Remaining of registered CPU units; 1,024 are one vCPU',
      kind: 'number',
      cell: ({ remainingCpu, registeredCpu }) => <Free free={remainingCpu} all={registeredCpu} />,
      value: ({ remainingCpu }) => remainingCpu,
      width: '9rem',
      from: 'md',
    },
    {
      id: 'memory',
      header: 'Memory free',
      hint: 'Remaining of registered memory, MiB',
      kind: 'number',
      cell: ({ remainingMemoryMib, registeredMemoryMib }) => (
        <Free free={remainingMemoryMib} all={registeredMemoryMib} />
      ),
      value: ({ remainingMemoryMib }) => remainingMemoryMib,
      width: '9rem',
      from: 'md',
    },
    {
      id: 'provider',
      header: 'Capacity provider',
      cell: ({ capacityProviderName }) => capacityProviderName ?? <Absent />,
      value: ({ capacityProviderName }) => capacityProviderName,
      width: '10rem',
      from: 'xl',
    },
    {
      id: 'actions',
      header: 'Actions',
      kind: 'menu',
      cell: ({ arn, id }) => (
        <ResourceMenu
          place={place}
          resource={{
            name: `instance ${id}`,
            arn,
            cli: [
              'ecs',
              'describe-container-instances',
              ['--cluster', cluster],
              ['--container-instances', id],
            ],
            console: ['clusters', cluster, 'infrastructure', 'container-instances', id],
          }}
        />
      ),
      value: () => null,
      width: '3rem',
    },
  ]
}

function agentWord(connected: boolean | null): string {
  if (connected === null) return 'unknown'
  return connected ? 'connected' : 'disconnected'
}

function Agent({ connected, version }: { connected: boolean | null; version: string | null }) {
  return (
    <span className="flex items-center gap-2">
      {connected === true ? (
        'connected'
      ) : (
        <Chip tone={connected === false ? 'bad' : 'plain'}>{agentWord(connected)}</Chip>
      )}
      {version !== null && <span className="text-muted">{version}</span>}
    </span>
  )
}

function Free({ free, all }: { free: number | null; all: number | null }) {
  if (free === null) return <Absent />
  return (
    <>
      {free.toLocaleString('en-US')}{' '}
      <span className="text-muted">/ {all?.toLocaleString('en-US') ?? '?'}</span>
    </>
  )
}

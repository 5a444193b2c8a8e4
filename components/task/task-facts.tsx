import { Facts } from '@/components/ui/facts'
import { OptionalId } from '@/components/ui/optional-id'
import type { Task } from '@/lib/task/contract'

/** Where a task runs and how it is reached. */
export function TaskFacts({ task }: { task: Task }) {
  const { network } = task
  return (
    <Facts
      facts={[
        { name: 'Task id', value: <OptionalId text={task.taskId} what="task id" /> },
        {
          name: 'ECS state',
          value: `${task.lastStatus}${task.desiredStatus === null || task.desiredStatus === task.lastStatus ? '' : `, wanted ${task.desiredStatus}`}`,
        },
        { name: 'Launch type', value: [task.launchType, task.platformVersion].filter(Boolean).join(' ') },
        { name: 'Capacity provider', value: task.capacityProviderName },
        { name: 'Availability zone', value: task.availabilityZone },
        { name: 'CPU and memory', value: sizeWords(task) },
        { name: 'Network mode', value: network.networkMode },
        { name: 'Private address', value: <OptionalId text={network.privateIp} what="private address" /> },
        { name: 'Public address', value: <OptionalId text={network.publicIp} what="public address" /> },
        { name: 'Subnet', value: <OptionalId text={network.subnetId} what="subnet id" /> },
        {
          name: 'Network interface',
          value: <OptionalId text={network.networkInterfaceId} what="network interface id" />,
        },
        { name: 'MAC address', value: network.macAddress },
        { name: 'Connectivity', value: task.connectivity },
        { name: 'EC2 instance', value: <OptionalId text={task.instanceId} what="instance id" /> },
        {
          name: 'Container instance',
          value: <OptionalId text={task.containerInstanceArn} what="container instance ARN" />,
        },
        {
          name: 'Ephemeral storage',
          value: task.ephemeralStorageGib === null ? null : `${task.ephemeralStorageGib} GiB`,
        },
        { name: 'ECS Exec', value: task.enableExecuteCommand ? 'enabled' : 'not enabled' },
        { name: 'Started by', value: task.startedBy },
      ]}
    />
  )
}

function sizeWords({ cpu, memory }: Task): string | null {
  const words = [cpu && `${cpu} units`, memory && `${memory} MiB`].filter(Boolean)
  return words.length === 0 ? null : words.join(', ')
}

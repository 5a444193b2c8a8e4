import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { IdText } from '@/components/ui/id-text'
import type { Cluster } from '@/lib/cluster/contract'

/** A cluster's settings. */
export function ClusterFacts({ cluster }: { cluster: Cluster }) {
  const strategy = cluster.defaultCapacityProviderStrategy
    .map(({ capacityProvider, weight, base }) => `${capacityProvider} (weight ${weight}, base ${base})`)
    .join(', ')
  return (
    <Facts
      facts={[
        { name: 'ARN', value: <IdText text={cluster.arn} what="ARN" head={14} tail={10} /> },
        { name: 'ECS status', value: cluster.status },
        {
          name: 'Running and pending tasks',
          value: `${cluster.runningTasksCount ?? '—'} and ${cluster.pendingTasksCount ?? '—'}`,
        },
        { name: 'Container instances', value: cluster.registeredContainerInstancesCount },
        { name: 'Capacity providers', value: cluster.capacityProviders.join(', ') },
        { name: 'Default strategy', value: strategy },
        { name: 'Container Insights', value: cluster.containerInsights },
        { name: 'Service Connect namespace', value: cluster.serviceConnectNamespace },
        { name: 'ECS Exec logging', value: cluster.executeCommandLogging },
        {
          name: 'Tags',
          value:
            cluster.tags.length === 0 ? null : (
              <span className="flex flex-wrap gap-1">
                {cluster.tags.map(({ name, value }) => (
                  <Chip key={name} title={`${name} = ${value}`}>
                    {name} = {value}
                  </Chip>
                ))}
              </span>
            ),
        },
      ]}
    />
  )
}

import { Facts } from '@/components/ui/facts'
import { IdText } from '@/components/ui/id-text'
import type { Service } from '@/lib/service/contract'

/** Subnets and security groups of its tasks; other network modes use those of the instance. */
export function NetworkFacts({ service }: { service: Service }) {
  const { network, definition } = service
  const ids = (all: string[], what: string) =>
    all.length === 0 ? null : (
      <span className="grid">
        {all.map((id) => (
          <IdText key={id} text={id} what={what} head={26} />
        ))}
      </span>
    )
  return (
    <Facts
      facts={[
        { name: 'Network mode', value: definition?.networkMode },
        ...(network === null
          ? [{ name: 'Addresses', value: 'of the container instances: no network configuration of its own' }]
          : [
              { name: 'Subnets', value: ids(network.subnets, 'subnet id') },
              { name: 'Security groups', value: ids(network.securityGroups, 'security group id') },
              { name: 'Public IP', value: network.assignPublicIp },
            ]),
        { name: 'Service registries', value: service.serviceRegistries.join(', ') },
      ]}
    />
  )
}

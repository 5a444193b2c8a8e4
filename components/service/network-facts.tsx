import { Absent, Facts } from '@/components/ui/facts'
import { IdText } from '@/components/ui/id-text'
import type { Service } from '@/lib/service/contract'

/** Subnets and security groups of its tasks; other network modes use those of the instance. */
export function NetworkFacts({ service }: { service: Service }) {
  const { network, definition } = service
  return (
    <Facts
      facts={[
        { name: 'Network mode', value: definition?.networkMode },
        ...(network === null
          ? [{ name: 'Addresses', value: 'of the container instances: no network configuration of its own' }]
          : [
              { name: 'Subnets', value: <Ids ids={network.subnets} what="subnet id" /> },
              {
                name: 'Security groups',
                value: <Ids ids={network.securityGroups} what="security group id" />,
              },
              { name: 'Public IP', value: network.assignPublicIp },
            ]),
        { name: 'Service registries', value: service.serviceRegistries.join(', ') },
      ]}
    />
  )
}
function Ids({ ids, what }: { ids: readonly string[]; what: string }) {
  if (ids.length === 0) return <Absent />
  return (
    <span className="grid">
      {ids.map((id) => (
        <IdText key={id} text={id} what={what} head={26} />
      ))}
    </span>
  )
}

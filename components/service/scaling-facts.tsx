import { Facts } from '@/components/ui/facts'
import type { Service } from '@/lib/service/contract'

/** What keeps the count: Application Auto Scaling, or nobody. */
export function ScalingFacts({ scaling }: Pick<Service, 'scaling'>) {
  if (scaling === null)
    return <p className="px-4 py-4 text-muted">No auto scaling: the desired count stays as it is set.</p>
  return (
    <Facts
      facts={[
        { name: 'Keeps', value: `${scaling.minCapacity}–${scaling.maxCapacity} tasks` },
        { name: 'State', value: scaling.suspended ? 'suspended' : 'active' },
        { name: 'Policies', value: scaling.policies.join(', ') },
      ]}
    />
  )
}

import { Facts } from '@/components/ui/facts'
import { OptionalId } from '@/components/ui/optional-id'
import { Time } from '@/components/ui/time'
import type { Service } from '@/lib/service/contract'
import { breakerWords } from './rollout-facts'

/** How ECS places and replaces its tasks. */
export function PlacementFacts({ service }: { service: Service }) {
  const strategy = service.capacityProviderStrategy
    .map(({ capacityProvider, weight, base }) => `${capacityProvider} (weight ${weight}, base ${base})`)
    .join(', ')
  return (
    <Facts
      facts={[
        { name: 'Scheduling strategy', value: service.schedulingStrategy },
        { name: 'Launch type', value: service.launchType },
        { name: 'Platform version', value: service.platformVersion },
        { name: 'Capacity provider strategy', value: strategy },
        { name: 'Placement constraints', value: service.placementConstraints.join(', ') },
        { name: 'Placement strategy', value: service.placementStrategy.join(', ') },
        { name: 'Availability zone rebalancing', value: service.availabilityZoneRebalancing },
        { name: 'ECS Exec', value: service.enableExecuteCommand ? 'enabled' : 'not enabled' },
        { name: 'Created', value: service.createdAt === null ? null : <Time at={service.createdAt} /> },
        { name: 'Created by', value: <OptionalId text={service.createdBy} what="creator ARN" /> },
        { name: 'Service role', value: <OptionalId text={service.roleArn} what="role ARN" /> },
        { name: 'ARN', value: <OptionalId text={service.arn} what="ARN" /> },
      ]}
    />
  )
}

/** What a deployment of it keeps to. */
export function DeploymentConfigurationFacts({ service }: { service: Service }) {
  const { alarms } = service
  const grace = service.healthCheckGracePeriodSeconds
  return (
    <Facts
      facts={[
        { name: 'Controller', value: service.deploymentController },
        { name: 'Minimum healthy', value: percent(service.minimumHealthyPercent) },
        { name: 'Maximum', value: percent(service.maximumPercent) },
        { name: 'Circuit breaker', value: breakerWords(service.circuitBreaker) },
        {
          name: 'Alarms',
          value:
            alarms === null || !alarms.enable
              ? 'none'
              : `${alarms.names.join(', ')}${alarms.rollback ? '; rolls back' : ''}`,
        },
        {
          name: 'Health check grace period',
          hint: 'For so long after it started ECS does not replace a task for failing its checks',
          value: grace === null ? null : `${grace} s`,
        },
      ]}
    />
  )
}
function percent(value: number | null): string | null {
  return value === null ? null : `${value} %`
}

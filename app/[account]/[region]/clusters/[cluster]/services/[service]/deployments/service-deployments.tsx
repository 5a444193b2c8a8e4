'use client'

import { useQuery } from '@tanstack/react-query'
import { DeploymentCard } from '@/components/deployment/deployment-card'
import type { Place } from '@/components/shell/places'
import { Section } from '@/components/shell/section'
import { Empty } from '@/components/ui/empty'
import { freshness } from '@/lib/api/freshness'
import { query } from '@/lib/api/query'
import { listServiceDeployments } from '@/lib/service/contract'

type ServiceDeploymentsProps = { place: Place; cluster: string; service: string }

/** The deployments that ECS still lists, newest first. */
export function ServiceDeployments({ place, cluster, service }: ServiceDeploymentsProps) {
  const reading = useQuery(
    query(listServiceDeployments, { ...place, cluster, service }, undefined, {
      pollMs: (data) =>
        data?.items.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS') === false
          ? freshness.steady.pollMs
          : undefined,
    }),
  )
  return (
    <Section title="Deployments" what={`the deployments of ${service}`} reading={reading}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={`No deployments of ${service}`}>
            Each change of a service begins a deployment, which would stand here until its tasks have been
            replaced.
          </Empty>
        ) : (
          <div className="divide-y divide-line">
            {items.map((deployment) => (
              <DeploymentCard key={deployment.id} place={place} deployment={deployment} />
            ))}
          </div>
        )
      }
    </Section>
  )
}

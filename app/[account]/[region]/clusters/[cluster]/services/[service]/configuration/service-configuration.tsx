'use client'

import { useQuery } from '@tanstack/react-query'
import { DeploymentConfigurationFacts, PlacementFacts } from '@/components/service/configuration-facts'
import { NetworkFacts } from '@/components/service/network-facts'
import { omit, PartPanel } from '@/components/shell/part-panel'
import type { Place } from '@/components/shell/places'
import { Section } from '@/components/shell/section'
import { DefinitionPanels } from '@/components/task-definition/definition-panels'
import { query } from '@/lib/api/query'
import { getService } from '@/lib/service/contract'

type ServiceConfigurationProps = { place: Place; cluster: string; service: string }

/** Everything that was set: placement, deployment, network, and the definition that it runs. */
export function ServiceConfiguration({ place, cluster, service }: ServiceConfigurationProps) {
  const reading = useQuery(query(getService, { ...place, cluster, service }))
  const { data } = reading
  const first = { ...reading, data: data && { ...data, parts: omit(data.parts, ['taskDefinition']) } }
  return (
    <div className="grid gap-4">
      <Section title="Service" what={`the service ${service}`} reading={first}>
        {({ item }) => <PlacementFacts service={item} />}
      </Section>
      {data !== undefined && (
        <>
          <PartPanel title="Deployment configuration" answer={data}>
            <DeploymentConfigurationFacts service={data.item} />
          </PartPanel>
          <PartPanel title="Network" answer={data}>
            <NetworkFacts service={data.item} />
          </PartPanel>
          <DefinitionPanels
            place={place}
            answer={data}
            definition={data.item.definition}
            title="Task definition"
          />
        </>
      )}
    </div>
  )
}

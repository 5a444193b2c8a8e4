'use client'

import { useQuery } from '@tanstack/react-query'
import { ImageList } from '@/components/deployment/image-list'
import { NetworkFacts } from '@/components/service/network-facts'
import { Reach } from '@/components/service/reach'
import { RolloutFacts } from '@/components/service/rollout-facts'
import { ScalingFacts } from '@/components/service/scaling-facts'
import { ServiceMetricsPanel } from '@/components/service/service-metrics'
import { omit, PartPanel } from '@/components/shell/part-panel'
import type { Place } from '@/components/shell/places'
import { Section } from '@/components/shell/section'
import { Tags } from '@/components/ui/tags'
import { query } from '@/lib/api/query'
import { getService, type Service } from '@/lib/service/contract'

type ServiceSummaryProps = { place: Place; cluster: string; service: string }

const ownPanels = ['loadBalancer', 'targetHealth', 'scaling']

/** Counts and rollout, metrics, where it is reached, what it runs, what keeps its count. */
export function ServiceSummary({ place, cluster, service }: ServiceSummaryProps) {
  const reading = useQuery(query(getService, { ...place, cluster, service }))
  const { data } = reading
  const first = { ...reading, data: data && { ...data, parts: omit(data.parts, ownPanels) } }
  return (
    <div className="grid gap-4">
      <Section title="Tasks and rollout" what={`the service ${service}`} reading={first}>
        {({ item }) => <RolloutFacts place={place} service={item} />}
      </Section>
      {data !== undefined && (
        <>
          <ServiceMetricsPanel place={place} service={data.item} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <div className="grid gap-4">
              <PartPanel title="Address and targets" answer={data} parts={['loadBalancer', 'targetHealth']}>
                <Reach addresses={data.item.addresses} targetGroups={data.item.targetGroups} />
              </PartPanel>
              <PartPanel title="Auto scaling" answer={data} parts={['scaling']}>
                <ScalingFacts scaling={data.item.scaling} />
              </PartPanel>
            </div>
            <div className="grid gap-4">
              <PartPanel title="Images" answer={data}>
                <div className="p-4">
                  {primaryImages(data.item).length === 0 ? (
                    <p className="text-muted">Its task definition could not be read.</p>
                  ) : (
                    <ImageList images={primaryImages(data.item)} />
                  )}
                </div>
              </PartPanel>
              <PartPanel title="Network" answer={data}>
                <NetworkFacts service={data.item} />
              </PartPanel>
            </div>
          </div>
          <PartPanel title="Tags" answer={data}>
            <div className="p-4">
              <Tags tags={data.item.tags} />
            </div>
          </PartPanel>
        </>
      )}
    </div>
  )
}

function primaryImages({ deployments }: Pick<Service, 'deployments'>) {
  return (deployments.find(({ status }) => status === 'PRIMARY') ?? deployments[0])?.images ?? []
}

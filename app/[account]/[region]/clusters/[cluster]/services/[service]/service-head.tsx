'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { useAged } from '@/components/health/aged'
import { Verdict } from '@/components/health/verdict'
import { pollService } from '@/components/service/poll-service'
import { ServiceActions } from '@/components/service/service-actions'
import { servicePath } from '@/components/service/service-columns'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { AgeOf } from '@/components/shell/section'
import { Tabs } from '@/components/shell/tabs'
import { Chip } from '@/components/ui/chip'
import { Said } from '@/components/ui/said'
import { NowProvider } from '@/components/ui/time'
import { query } from '@/lib/api/query'
import { isAlarming } from '@/lib/health/contract'
import { getService } from '@/lib/service/contract'
import { troubleSince } from '@/lib/service/since'

type ServiceHeadProps = { place: Place; cluster: string; service: string }

/** Name, actions, verdict with every reason, and tabs of a service. */
export function ServiceHead({ place, cluster, service }: ServiceHeadProps) {
  const { data } = useQuery(
    query(getService, { ...place, cluster, service }, undefined, {
      pollMs: (answer) => pollService(answer?.item),
    }),
  )
  const [said, setSaid] = useState<string | null>(null)
  const pathname = usePathname()
  const base = servicePath(place, { clusterName: cluster, name: service })
  const found = data?.item
  const health = useAged(found?.health, data)
  const tab = (word: string, segment: string, count?: number | null) => {
    const href = segment === '' ? base : `${base}/${segment}`
    return { word, href, current: pathname === href, count }
  }
  return (
    <NowProvider value={data?.now ?? null}>
      <PageTitle name={service} tally={health && { [health.level]: 1 }} />
      <PageHead
        title={service}
        beside={
          found !== undefined && (
            <span className="flex flex-wrap gap-1">
              {found.schedulingStrategy === 'DAEMON' && <Chip>daemon</Chip>}
              {found.launchType !== null && <Chip>{found.launchType}</Chip>}
            </span>
          )
        }
        actions={found !== undefined && <ServiceActions place={place} service={found} onDone={setSaid} />}
      >
        {data !== undefined && found !== undefined && health !== undefined && (
          <Verdict
            health={health}
            since={isAlarming(health.level) ? troubleSince(health, found.deployedAt) : null}
            age={<AgeOf answer={data} />}
          />
        )}
        <Said text={said} />
      </PageHead>
      <Tabs
        label={`Parts of ${service}`}
        tabs={[
          tab('Summary', ''),
          tab('Tasks', 'tasks', found?.runningCount),
          tab('Deployments', 'deployments', found?.deployments.length),
          tab('Events', 'events'),
          tab('Configuration', 'configuration'),
        ]}
      />
    </NowProvider>
  )
}

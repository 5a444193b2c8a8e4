'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { clusterPath, clusterResource } from '@/components/cluster/cluster-columns'
import { useAged } from '@/components/health/aged'
import { Status } from '@/components/health/status'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import { Tabs } from '@/components/shell/tabs'
import { NowProvider } from '@/components/ui/time'
import { query } from '@/lib/api/query'
import { getCluster } from '@/lib/cluster/contract'

/** Name, verdict and tabs of a cluster. */
export function ClusterHead({ place, cluster }: { place: Place; cluster: string }) {
  const { data } = useQuery(query(getCluster, { ...place, cluster }))
  const pathname = usePathname()
  const base = clusterPath(place, cluster)
  const found = data?.item
  const health = useAged(found?.health, data)
  const tab = (word: string, segment: string, count?: number | null) => {
    const href = segment === '' ? base : `${base}/${segment}`
    return { word, href, current: pathname === href, count }
  }
  return (
    <NowProvider value={data?.now ?? null}>
      <PageTitle name={cluster} tally={found?.levels} answers={[data]} />
      <PageHead
        title={cluster}
        beside={health !== undefined && <Status health={health} name={cluster} />}
        actions={found !== undefined && <ResourceMenu place={place} resource={clusterResource(found)} />}
      />
      <Tabs
        label={`Parts of ${cluster}`}
        tabs={[
          tab('Summary', ''),
          tab('Services', 'services', found?.activeServicesCount),
          tab('Tasks', 'tasks', found?.runningTasksCount),
          tab('Instances', 'instances', found?.registeredContainerInstancesCount),
          tab('Events', 'events'),
        ]}
      />
    </NowProvider>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { ClusterFacts } from '@/components/cluster/cluster-facts'
import { ClusterCells } from '@/components/cluster/cluster-cells'
import { EvidenceList } from '@/components/health/evidence-list'
import type { Place } from '@/components/shell/places'
import { quiet, Section } from '@/components/shell/section'
import { query } from '@/lib/api/query'
import { getCluster } from '@/lib/cluster/contract'

/** The verdict with its reasons, a cell for each service, the settings. */
export function ClusterSummary({ place, cluster }: { place: Place; cluster: string }) {
  const reading = useQuery(query(getCluster, { ...place, cluster }))
  return (
    <div className="grid gap-4">
      <Section title="Verdict" what={`the cluster ${cluster}`} reading={reading}>
        {({ item }) => (
          <div className="px-4 py-3">
            <EvidenceList health={item.health} />
          </div>
        )}
      </Section>
      {reading.data !== undefined && (
        <Section title="Services" what={`the services of ${cluster}`} reading={quiet(reading)}>
          {({ item }) => <ClusterCells place={place} cluster={item} />}
        </Section>
      )}
      {reading.data !== undefined && (
        <Section title="Settings" what={`the settings of ${cluster}`} reading={quiet(reading)}>
          {({ item }) => <ClusterFacts cluster={item} />}
        </Section>
      )}
    </div>
  )
}

'use client'

import { useMemo } from 'react'
import type { Place } from '@/components/shell/places'
import { Section, type Reading } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import { Empty } from '@/components/ui/empty'
import type { ListAnswer } from '@/lib/api/answer'
import type { ClusterSummary } from '@/lib/cluster/contract'
import { clusterColumns } from './cluster-columns'

type ClustersListProps = { place: Place; reading: Reading<ListAnswer<ClusterSummary>> }

/** Every cluster of an account and region. */
export function ClustersList({ place, reading }: ClustersListProps) {
  const { account, region } = place
  const columns = useMemo(() => clusterColumns({ account, region }), [account, region])
  return (
    <Section title="All clusters" what={`the clusters of ${account} ${region}`} reading={reading}>
      {({ items }) => (
        <UrlTable
          label={`Clusters of ${account} ${region}`}
          noun="cluster"
          rows={items}
          columns={columns}
          rowId={arnOf}
          example="pending>0 status:failing"
          empty={
            <Empty title={`No clusters in ${account} ${region}`}>
              A cluster is where services and tasks run. The first step:{' '}
              <code className="font-mono text-sm">
                aws ecs create-cluster --cluster-name default --region {region}
              </code>
            </Empty>
          }
        />
      )}
    </Section>
  )
}

function arnOf({ arn }: ClusterSummary): string {
  return arn
}

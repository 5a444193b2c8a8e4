'use client'

import { useMemo } from 'react'
import type { Place } from '@/components/shell/places'
import { Section, type Reading } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import { Empty } from '@/components/ui/empty'
import type { ListAnswer } from '@/lib/api/answer'
import type { ContainerInstance } from '@/lib/instance/contract'
import { instanceColumns } from './instance-columns'

type InstancesListProps = { place: Place; cluster: string; reading: Reading<ListAnswer<ContainerInstance>> }

/** The EC2 and external instances that are registered with a cluster. */
export function InstancesList({ place, cluster, reading }: InstancesListProps) {
  const { account, region } = place
  const columns = useMemo(() => instanceColumns({ account, region }, cluster), [account, region, cluster])
  return (
    <Section title="Container instances" what={`the instances of ${cluster}`} reading={reading}>
      {({ items }) => (
        <UrlTable
          label={`Container instances of ${cluster}`}
          noun="instance"
          rows={items}
          columns={columns}
          rowId={arnOf}
          example="agent:disconnected memory<512"
          empty={
            <Empty title={`No container instances in ${cluster}`}>
              EC2 and external machines that run the ECS agent for this cluster would stand here. Fargate
              tasks need none. To add one, start an ECS-optimized AMI with{' '}
              <code className="font-mono text-sm">ECS_CLUSTER={cluster}</code> in /etc/ecs/ecs.config.
            </Empty>
          }
        />
      )}
    </Section>
  )
}

function arnOf({ arn }: ContainerInstance): string {
  return arn
}

'use client'

import { useMemo, useState } from 'react'
import type { Place } from '@/components/shell/places'
import { Section, type Reading } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import type { ServiceList } from '@/lib/service/contract'
import { NoServices } from './no-services'
import { serviceColumns } from './service-columns'
import { rowJoiner, type ServiceRow } from './service-row'
import { useCloserLook, useInView } from './use-in-view'
import { useServiceMetrics } from './use-service-metrics'

type ServicesListProps = {
  place: Place
  /** Undefined: all clusters. */
  cluster?: string
  reading: Reading<ServiceList>
}

/** A table of services with their verdicts, counts and metrics. */
export function ServicesList({ place, cluster, reading }: ServicesListProps) {
  const { account, region } = place
  const columns = useMemo(
    () => serviceColumns({ account, region }, cluster === undefined),
    [account, region, cluster],
  )
  const services = reading.data?.items
  const total = reading.data?.total ?? 0
  const { inView, onInView } = useInView()
  const closer = useCloserLook(place, inView, reading.data?.asOf)
  const { metricsOf, foot } = useServiceMetrics(place, { services, total, inView })
  const [join] = useState(rowJoiner)
  const rows = useMemo(() => join(services ?? [], closer, metricsOf), [join, services, closer, metricsOf])
  const where = cluster ?? `${account} ${region}`
  return (
    <Section
      title={cluster === undefined ? 'All services' : 'Services'}
      what={`the services of ${where}`}
      reading={reading}
      rows={8}
      described={({ items }) => items.filter(({ status }) => status !== null).length}
    >
      {() => (
        <>
          <UrlTable
            label={`Services of ${where}`}
            noun="service"
            rows={rows}
            columns={columns}
            rowId={idOf}
            example="cpu>80 status:failing"
            total={total}
            onInView={onInView}
            empty={<NoServices where={where} cluster={cluster} region={region} />}
          />
          {rows.length > 0 && foot}
        </>
      )}
    </Section>
  )
}

function idOf({ service }: ServiceRow): string {
  return service.arn
}

'use client'

import { useMemo } from 'react'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { Section, type Reading } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import type { Column } from '@/components/table/column'
import { Chip, type Tone } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Time } from '@/components/ui/time'
import type { ListAnswer } from '@/lib/api/answer'
import { pathOf } from '@/lib/api/paths'
import type { ServiceEvent } from '@/lib/event/contract'

const tones: Record<ServiceEvent['kind'], Tone> = {
  // No green: a service that crashes in a loop reaches a steady state between two deaths.
  steady: 'plain',
  deployment: 'move',
  started: 'plain',
  stopped: 'plain',
  scaling: 'plain',
  info: 'plain',
  placement: 'bad',
  unhealthy: 'bad',
  impaired: 'bad',
  throttled: 'warn',
}

type EventsListProps = {
  place: Place
  cluster: string
  /** Undefined: of all its services, each named. */
  service?: string
  reading: Reading<ListAnswer<ServiceEvent>>
}

/** ECS's own sentences, newest first, verbatim. */
export function EventsList({ place, cluster, service, reading }: EventsListProps) {
  const { account, region } = place
  const withService = service === undefined
  const columns = useMemo(
    () => eventColumns({ account, region }, cluster, withService),
    [account, region, cluster, withService],
  )
  const of = service ?? cluster
  return (
    <Section title="Events" what={`the events of ${of}`} reading={reading} rows={8}>
      {({ items }) => (
        <UrlTable
          label={`Events of ${of}`}
          noun="event"
          rows={items}
          columns={columns}
          rowId={idOf}
          example="kind:placement -kind:steady"
          empty={
            <Empty title={`No events of ${of}`}>
              ECS writes a sentence here when it starts, stops, places or fails to place tasks of a service.
              It keeps the last 100 of each service.
            </Empty>
          }
        />
      )}
    </Section>
  )
}

function eventColumns(place: Place, cluster: string, withService: boolean): Column<ServiceEvent>[] {
  const serviceColumn: Column<ServiceEvent> = {
    id: 'service',
    header: 'Service',
    cell: ({ serviceName }) => (
      <AppLink
        href={pathOf('/{account}/{region}/clusters/{cluster}/services/{service}', {
          ...place,
          cluster,
          service: serviceName,
        })}
        className="name-link block truncate font-medium"
      >
        {serviceName}
      </AppLink>
    ),
    value: ({ serviceName }) => serviceName,
    width: '9rem',
    from: 'sm',
  }
  return [
    {
      id: 'at',
      header: 'When',
      cell: ({ at }) => <Time at={at} className="tabular" />,
      value: ({ at }) => at,
      width: '7rem',
    },
    ...(withService ? [serviceColumn] : []),
    {
      id: 'kind',
      header: 'Kind',
      hint: 'What the sentence tells, from ECS’s known texts',
      cell: ({ kind }) => <Chip tone={tones[kind]}>{kind}</Chip>,
      value: ({ kind }) => kind,
      width: '8.5rem',
      from: 'sm',
    },
    {
      id: 'event',
      header: 'Event',
      cell: ({ message }) => <span title={message}>{message}</span>,
      value: ({ message }) => message,
    },
  ]
}

function idOf({ id }: ServiceEvent): string {
  return id
}

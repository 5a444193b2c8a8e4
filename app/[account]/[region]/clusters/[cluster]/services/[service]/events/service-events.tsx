'use client'

import { useQuery } from '@tanstack/react-query'
import { EventTimeline } from '@/components/event/event-timeline'
import type { Place } from '@/components/shell/places'
import { Section } from '@/components/shell/section'
import { query } from '@/lib/api/query'
import { listServiceEvents } from '@/lib/service/contract'

type ServiceEventsProps = { place: Place; cluster: string; service: string }

export function ServiceEvents({ place, cluster, service }: ServiceEventsProps) {
  const reading = useQuery(query(listServiceEvents, { ...place, cluster, service }))
  return (
    <Section title="Events" what={`the events of ${service}`} reading={reading} rows={8}>
      {({ items }) => <EventTimeline service={service} events={items} />}
    </Section>
  )
}

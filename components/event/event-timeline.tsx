import { Empty } from '@/components/ui/empty'
import { Time } from '@/components/ui/time'
import type { ServiceEvent } from '@/lib/event/contract'
import { EventKind } from './event-kind'
import { foldSteady } from './fold'

/** ECS's own sentences about one service, whole, newest first; runs of "steady state" are folded. */
export function EventTimeline({ service, events }: { service: string; events: ServiceEvent[] }) {
  if (events.length === 0)
    return (
      <Empty title={`No events of ${service}`}>
        ECS writes a sentence here when it starts, stops, places or fails to place tasks of a service. It
        keeps the last 100.
      </Empty>
    )
  return (
    <ol className="divide-y divide-line">
      {foldSteady(events).map((entry) =>
        entry.kind === 'one' ? (
          <li key={entry.event.id}>
            <Row event={entry.event} />
          </li>
        ) : (
          <li key={entry.events.at(-1)?.id}>
            <Steady events={entry.events} />
          </li>
        ),
      )}
    </ol>
  )
}

function Row({ event }: { event: ServiceEvent }) {
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-start gap-x-4 px-3 py-1.5 hover:bg-sunken sm:grid-cols-[7.5rem_9rem_minmax(0,1fr)]">
      <Time at={event.at} className="tabular text-muted" />
      <EventKind kind={event.kind} />
      <p className="[overflow-wrap:anywhere] max-sm:col-span-2">{event.message}</p>
    </div>
  )
}

function Steady({ events }: { events: ServiceEvent[] }) {
  const [newest] = events
  const oldest = events.at(-1)
  if (newest === undefined || oldest === undefined) return null
  return (
    <details>
      <summary className="px-3 py-1.5 hover:bg-sunken">
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <EventKind kind="steady" />
          <span>
            {events.length} times a steady state, last <Time at={newest.at} className="tabular" />
            <span className="text-muted">
              , first <Time at={oldest.at} className="tabular" />
            </span>
          </span>
        </span>
      </summary>
      <div className="divide-y divide-line border-t border-line">
        {events.map((event) => (
          <Row key={event.id} event={event} />
        ))}
      </div>
    </details>
  )
}

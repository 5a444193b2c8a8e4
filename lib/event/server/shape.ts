import 'server-only'
import { isoOf } from '@/lib/api/assemble'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { ServiceEvent } from '../contract'
import { eventKind } from '../kind'

/** A service's events, newest first; one without a time says nothing about now and is left out. */
export function eventsOf(serviceName: string, service: Pick<EcsService, 'events'>): ServiceEvent[] {
  return (service.events ?? [])
    .flatMap((event, i): ServiceEvent[] => {
      const at = isoOf(event.createdAt)
      const message = event.message ?? ''
      const id = event.id ?? `${serviceName}-${at}-${i}`
      return at === null ? [] : [{ id, at, serviceName, message, kind: eventKind(message) }]
    })
    .sort((a, b) => b.at.localeCompare(a.at))
}

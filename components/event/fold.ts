import type { ServiceEvent } from '@/lib/event/contract'

/** Events one by one, or a run of steady states that says the same again and again. */
export type Entry = { kind: 'one'; event: ServiceEvent } | { kind: 'steady'; events: ServiceEvent[] }

/** Folds each run of two or more steady states into one entry; order is kept. */
export function foldSteady(events: readonly ServiceEvent[]): Entry[] {
  const entries: Entry[] = []
  for (const event of events) {
    const last = entries.at(-1)
    if (event.kind !== 'steady') entries.push({ kind: 'one', event })
    else if (last?.kind === 'steady') last.events.push(event)
    else entries.push({ kind: 'steady', events: [event] })
  }
  return entries.map((entry) => {
    const [only, ...more] = entry.kind === 'steady' ? entry.events : []
    return only !== undefined && more.length === 0 ? { kind: 'one', event: only } : entry
  })
}

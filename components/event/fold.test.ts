import { expect, test } from 'vitest'
import type { ServiceEvent } from '@/lib/event/contract'
import { foldSteady } from './fold'

const event = (id: string, kind: ServiceEvent['kind']): ServiceEvent => ({
  id,
  kind,
  at: '2026-11-23T22:00:00.000Z',
  serviceName: 'web',
  message: id,
})

test('runs of steady states become one entry, a lone one stays, and nothing is lost or moved', () => {
  const events = [
    event('a', 'steady'),
    event('b', 'steady'),
    event('c', 'started'),
    event('d', 'steady'),
    event('e', 'stopped'),
    event('f', 'stopped'),
  ]
  const entries = foldSteady(events)
  expect(
    entries.map((entry) => (entry.kind === 'one' ? entry.event.id : entry.events.map(({ id }) => id))),
  ).toEqual([['a', 'b'], 'c', 'd', 'e', 'f'])
  expect(foldSteady([])).toEqual([])
})

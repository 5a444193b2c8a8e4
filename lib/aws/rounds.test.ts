import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { staleAfterMs } from '@/lib/api/freshness'
import { rounds } from './rounds'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

const own = (group: string, calls: number) => ({ round: 'routine', group, calls, alone: false }) as const

test('a small estate is read again soon, one that is looked at alone as soon as it takes', () => {
  const { restMs } = rounds(5)
  expect(restMs(own('a', 2))).toBeLessThan(1_000)
  expect(restMs({ ...own('a', 2), alone: true })).toBeLessThan(2_000)
})

test('a large one is read once before it goes stale, and not much more often', () => {
  const { restMs, routineRate } = rounds(5)
  const groups = Array.from({ length: 20 }, (_, index) => `cluster-${index}`)
  for (const group of groups) restMs(own(group, 25))
  const roundMs = (500 / routineRate()) * 1000
  expect(roundMs).toBeLessThan(staleAfterMs - 30_000)
  expect(roundMs).toBeGreaterThan(staleAfterMs / 2)
  // What is read first is due again before the round is over, and waits for its turn.
  expect(restMs(own('cluster-0', 25))).toBeLessThan(roundMs)
})

test('one too large for its share takes what it may', () => {
  const { restMs, routineRate } = rounds(5)
  restMs(own('all', 100_000))
  expect(routineRate()).toBe(5)
})

test('what moves shares its part of the rate, however many groups it is in', () => {
  const { restMs } = rounds(5)
  const moving = (group: string) => restMs({ round: 'moving', group, calls: 4, alone: false })
  const first = moving('a')
  for (const group of ['b', 'c', 'd']) moving(group)
  expect(moving('a')).toBeCloseTo(first * 4)
})

test('a group that nobody reads any more is no part of the round', () => {
  const { restMs, routineRate } = rounds(5)
  restMs(own('gone', 100_000))
  vi.advanceTimersByTime(11 * 60_000)
  restMs(own('here', 1))
  expect(routineRate()).toBeLessThan(5)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Bridge, install } from './bridge'
import { keptWhileUsed } from './keeper'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  install({ closers: new Set(), singletons: new Map() } as unknown as Bridge)
})
afterEach(() => vi.useRealTimers())

const verdictsOf = (cluster: string) => keptWhileUsed(`verdicts ${cluster}`, () => new Map<string, string>())
const minutes = 60_000

test('what is asked for again and again stays; what nobody asks for is dropped with all that it holds', () => {
  verdictsOf('watched').set('web', 'healthy')
  const left = verdictsOf('left').set('web', 'healthy')
  for (let n = 0; n < 4; n += 1) {
    vi.advanceTimersByTime(6 * minutes)
    expect(verdictsOf('watched').get('web')).toBe('healthy')
  }
  expect(verdictsOf('left')).not.toBe(left)
  expect(verdictsOf('left').size).toBe(0)
})

test('what is asked for in time is the same', () => {
  const first = verdictsOf('shop')
  vi.advanceTimersByTime(19 * minutes)
  expect(verdictsOf('shop')).toBe(first)
  vi.advanceTimersByTime(19 * minutes)
  expect(verdictsOf('shop')).toBe(first)
})

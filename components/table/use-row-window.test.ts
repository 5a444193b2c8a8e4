import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowHeight } from './column'
import { windowAt, windowWithin } from './use-row-window'

describe('the rows that are drawn', () => {
  it('are all that can be seen, and not many more', () => {
    const scrolls = fc.record({
      count: fc.integer({ min: 1, max: 50_000 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      height: fc.integer({ min: 1, max: 3_000 }),
    })
    fc.assert(
      fc.property(scrolls, ({ count, at, height }) => {
        const scrollTop = at * Math.max(0, count * rowHeight - height)
        const { from, to } = windowWithin(windowAt(scrollTop, height), count)
        expect(from).toBeLessThanOrEqual(Math.floor(scrollTop / rowHeight))
        expect(to).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((scrollTop + height) / rowHeight)))
        expect(to - from).toBeLessThanOrEqual(height / rowHeight + 2 * 12 + 2 * 2)
      }),
    )
  })
  it('are there though the list became shorter than what was scrolled by', () => {
    expect(windowWithin({ from: 10_000, to: 10_050 }, 20)).toEqual({ from: 0, to: 20 })
    expect(windowWithin({ from: 10_000, to: 10_050 }, 5_000)).toEqual({ from: 4_950, to: 5_000 })
    expect(windowWithin({ from: 0, to: 40 }, 3)).toEqual({ from: 0, to: 3 })
  })
  it('stay the same while less than a row is scrolled by', () => {
    expect(windowAt(1_000.2 * rowHeight, 800)).toEqual(windowAt(1_000.9 * rowHeight, 800))
  })
})

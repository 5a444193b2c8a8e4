import { describe, expect, it } from 'vitest'
import { sparklinePath } from './sparkline'

describe('sparklinePath', () => {
  it('draws one run for values without a gap', () => {
    expect(sparklinePath([0, 100], 100)).toBe('M0 19L84 1')
  })
  it('leaves a gap where a value is missing', () => {
    expect(sparklinePath([0, 0, null, 0, 0], 100)).toBe('M0 19L21 19M63 19L84 19')
  })
  it('shows a lone point', () => {
    expect(sparklinePath([null, 50, null], 100)).toBe('M42 10h1')
  })
  it('raises the scale for a value above the expected top', () => {
    expect(sparklinePath([200, 100], 100)).toBe('M0 1L84 10')
  })
  it('draws nothing of no data', () => {
    expect(sparklinePath([null, null], 100)).toBe('')
  })
})

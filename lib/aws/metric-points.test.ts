import { expect, test } from 'vitest'
import { seriesOf, windowOf } from './metric-points'

const minute = 60_000

test('windows end with the last whole period, so that viewers of the same minute share one', () => {
  const start = 1_700_000_040_000
  expect(windowOf(start + 1, 60, 180)).toEqual({ start: start - 3 * minute, end: start })
  expect(windowOf(start + 59_999, 60, 180)).toEqual(windowOf(start, 60, 180))
  expect(windowOf(start, 60, 150)).toEqual({ start: start - 3 * minute, end: start })
})

const window = { start: 1_000 * minute, end: 1_004 * minute }
const at = (minutes: number, value: number) => ({ at: minutes * minute, value })

test.each([
  ['in order, with a gap', [at(1000, 1), at(1002, 3)], [1, null, 3, null], { value: 3, at: 1002 * minute }],
  ['in any order', [at(1003, 4), at(1000, 1)], [1, null, null, 4], { value: 4, at: 1003 * minute }],
  ['off the period', [at(1001.5, 2)], [null, 2, null, null], { value: 2, at: 1001 * minute }],
  ['outside of the window, 1970 too', [at(0, 9), at(1004, 9)], [null, null, null, null], null],
  ['none', [], [null, null, null, null], null],
])('points %s', (_, points, values, last) => {
  expect(seriesOf(points, window, 60)).toEqual({ start: window.start, periodSeconds: 60, values, last })
})

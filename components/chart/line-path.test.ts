import { expect, test } from 'vitest'
import { linePath, niceTop } from './line-path'

const box = { width: 100, height: 50, max: 100 }

test('a line goes through its points, and a gap stays a gap', () => {
  expect(linePath([0, 100, 50], box)).toBe('M0 50L50 0L100 25')
  expect(linePath([0, null, 50, 50, null], { ...box, width: 40 })).toBe('M0 50h0M20 25L30 25')
  expect(linePath([null, null], box)).toBe('')
  expect(linePath([20], box)).toBe('M0 40h0')
})

test('the scale holds its highest value', () => {
  expect(niceTop([10, null, 99], 100)).toBe(100)
  expect(niceTop([10, 130], 100)).toBe(150)
  expect(niceTop([], 100)).toBe(100)
})

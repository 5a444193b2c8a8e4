import { expect, test } from 'vitest'
import { scaleWords } from './scale-words'

test.each([
  [5, 8, '5 → 8: starts 3 tasks.'],
  [0, 1, '0 → 1: starts 1 task.'],
  [8, 7, '8 → 7: stops 1 task.'],
  [8, 2, '8 → 2: stops 6 tasks.'],
  [6, 0, '6 → 0: stops all 6 tasks.'],
  [1, 0, '1 → 0: stops its only task.'],
  [4, 4, '4 is what it is now: nothing would change.'],
  [0, 5_000, '0 → 5000: starts 5,000 tasks.'],
])('%d to %d', (from, to, words) => {
  expect(scaleWords(from, to)).toBe(words)
})

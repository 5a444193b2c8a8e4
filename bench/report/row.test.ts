import { describe, expect, test } from 'vitest'
import { row } from './row.ts'
import { verdictOf } from './table.ts'

const base = { what: 'First rows', unit: 'ms' } as const
const against = (value: number | undefined) => ({ name: 'Cloudscape', value })

describe('a goal', () => {
  test.each([
    ['met at its limit', row({ ...base, value: 100, atMost: 100 }), 'met'],
    ['missed over it', row({ ...base, value: 101, atMost: 100 }), '**MISSED**'],
    ['met from a floor up', row({ ...base, value: 11, against: against(1), ratioAtLeast: 10 }), 'met'],
    ['missed under a floor', row({ ...base, value: 9, against: against(1), ratioAtLeast: 10 }), '**MISSED**'],
    ['a ratio met', row({ ...base, value: 25, against: against(100), ratioAtMost: 0.25 }), 'met'],
    [
      'missed when one of two is',
      row({ ...base, value: 25, against: against(100), atMost: 20, ratioAtMost: 0.25 }),
      '**MISSED**',
    ],
    ['not judged without a figure', row({ ...base, value: undefined, atMost: 100 }), 'not measured'],
    [
      'not judged without its reference',
      row({ ...base, value: 25, against: against(undefined), ratioAtMost: 1 }),
      'not measured',
    ],
    ['absent', row({ ...base, value: 25 }), ''],
  ])('%s', (_, made, verdict) => expect(verdictOf(made)).toBe(verdict))
})

test('a row shows figure, reference, ratio and goal', () => {
  const made = row({ ...base, value: 1_530, against: against(5_300), atMost: 2_000, ratioAtMost: 0.25 })
  expect(made).toEqual({
    what: 'First rows',
    ours: '1.53 s',
    reference: 'Cloudscape 5.30 s',
    ratio: '0.29 ×',
    goal: '≤ 2.00 s, ≤ 0.25 × Cloudscape',
    met: false,
    note: '',
  })
})

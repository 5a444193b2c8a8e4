import { describe, expect, it } from 'vitest'
import { count, formatAge, formatPercent, formatSpan, formatUtc, truncateMiddle } from './format'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

describe('words for numbers and times', () => {
  it.each([
    [0, '0 s'],
    [-5 * second, '0 s'],
    [59.9 * second, '59 s'],
    [minute, '1 min'],
    [59.9 * minute, '59 min'],
    [hour, '1 h'],
    [hour + 20 * minute, '1 h 20 min'],
    [5 * hour + 20 * minute, '5 h'],
    [day + 4 * hour, '1 d 4 h'],
    [9 * day, '9 d'],
  ])('a span of %d ms is %s', (ms, text) => expect(formatSpan(ms)).toBe(text))

  it.each([
    [1_999, 'just now'],
    [2_000, '2 s ago'],
    [-1_000, 'just now'],
    [-3 * minute, 'in 3 min'],
    [Number.NaN, 'at an unknown time'],
  ])('an age of %d ms is %s', (ms, text) => expect(formatAge(ms)).toBe(text))

  it('shows a time in UTC, and leaves what is none', () => {
    expect(formatUtc('2026-11-23T22:19:42.120Z')).toBe('2026-11-23 22:19:42 UTC')
    expect(formatUtc('soon')).toBe('soon')
  })

  it('keeps both ends of an id', () => {
    expect(truncateMiddle('0123456789abcdef')).toBe('01234567…cdef')
    expect(truncateMiddle('0123456789abc')).toBe('0123456789abc')
    expect(truncateMiddle('0123456789', 4, 0)).toBe('0123…')
  })

  it('counts and rounds', () => {
    expect([count(1, 'task'), count(1200, 'task'), count(0, 'entry', 'entries')]).toEqual([
      '1 task',
      '1,200 tasks',
      '0 entries',
    ])
    expect([formatPercent(4.25), formatPercent(82.6)]).toEqual(['4.3 %', '83 %'])
  })
})

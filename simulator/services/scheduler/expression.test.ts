import { describe, expect, it } from 'vitest'
import { nextRun, parseExpression } from './expression.ts'

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString())

function next(text: string, after: string, timeZone?: string): string | undefined {
  const expression = parseExpression(text)
  if (!expression) throw new Error(`${text} is refused`)
  return iso(nextRun(expression, Date.parse(after), Date.parse('2026-01-01T00:00:30Z'), timeZone))
}

describe('nextRun', () => {
  it.each([
    ['cron(0 2 * * ? *)', '2026-03-10T01:59:59Z', '2026-03-10T02:00:00.000Z'],
    ['cron(0 2 * * ? *)', '2026-03-10T02:00:00Z', '2026-03-11T02:00:00.000Z'],
    ['cron(0/15 8-17 ? * MON-FRI *)', '2026-03-06T17:45:00Z', '2026-03-09T08:00:00.000Z'],
    ['cron(0 9 ? * FRI-MON *)', '2026-03-10T00:00:00Z', '2026-03-13T09:00:00.000Z'],
    ['cron(30 6 L * ? *)', '2026-02-10T00:00:00Z', '2026-02-28T06:30:00.000Z'],
    ['cron(0 0 15W * ? *)', '2026-02-01T00:00:00Z', '2026-02-16T00:00:00.000Z'],
    ['cron(0 0 1W * ? *)', '2026-07-31T00:00:00Z', '2026-08-03T00:00:00.000Z'],
    ['cron(0 12 ? * 3#2 *)', '2026-03-01T00:00:00Z', '2026-03-10T12:00:00.000Z'],
    ['cron(0 12 ? * 6L *)', '2026-03-01T00:00:00Z', '2026-03-27T12:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2025)', '2026-03-01T00:00:00Z', undefined],
    ['rate(5 minutes)', '2026-01-01T00:02:00Z', '2026-01-01T00:05:30.000Z'],
    ['rate(1 day)', '2026-01-03T00:00:30Z', '2026-01-04T00:00:30.000Z'],
    ['at(2026-11-20T13:00:05)', '2026-01-01T00:00:00Z', '2026-11-20T13:00:05.000Z'],
    ['at(2026-11-20T13:00:00)', '2026-11-20T13:00:00Z', undefined],
  ])('%s after %s is %s', (text, after, expected) => {
    expect(next(text, after)).toBe(expected)
  })

  it.each([
    // Summer time begins: 02:30 is not shown by any clock on 29 March, so that day is skipped.
    ['cron(30 2 * * ? *)', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-30T00:30:00.000Z'],
    // Summer time ends: 02:30 is shown twice on 25 October and runs once, at the first.
    ['cron(30 2 * * ? *)', '2026-10-24T12:00:00Z', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['cron(30 2 * * ? *)', '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-26T01:30:00.000Z'],
    ['cron(0 9 * * ? *)', '2026-07-01T00:00:00Z', 'America/New_York', '2026-07-01T13:00:00.000Z'],
    ['cron(0 1 * * ? *)', '2026-07-01T20:00:00Z', 'Asia/Tokyo', '2026-07-02T16:00:00.000Z'],
    ['at(2026-07-01T09:00:00)', '2026-01-01T00:00:00Z', 'Asia/Kolkata', '2026-07-01T03:30:00.000Z'],
  ])('%s after %s in %s is %s', (text, after, timeZone, expected) => {
    expect(next(text, after, timeZone)).toBe(expected)
  })
})

describe('parseExpression', () => {
  it.each([
    'cron(0 2 * * *)',
    'cron(0 2 * * * *)',
    'cron(0 2 ? * ? *)',
    'cron(60 2 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 2 * FOO ? *)',
    'rate(0 minutes)',
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(5 weeks)',
    'at(2026-13-01T00:00:00)',
    'at(2026-11-20)',
    'every day',
    '',
  ])('refuses %s', (text) => {
    expect(parseExpression(text)).toBeUndefined()
  })
})

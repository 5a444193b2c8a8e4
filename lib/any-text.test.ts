import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemOf } from './api/error'
import { DescribeServices$ } from '@aws-sdk/client-ecs'
import { withEpochDates } from './aws/iso-dates'
import { seriesOf, windowOf } from './aws/metric-points'
import { problemFrom } from './aws/problem'
import { statusOf } from './api/error'
import { eventKind } from './event/kind'
import { eventsOf } from './event/server/shape'
import { candidate, searched } from './search/match'
import { parseQueryString } from './server/query-string'
import { configure } from './aws/test-wire'
import { maskCommand, maskText, shownUnlessSecret } from './task-definition/redact'
import { refOf } from './task-definition/ref'
import { stopOf } from './task/stops'

// Every reader of what AWS or a client wrote: whatever it is given, it makes something of it, and soon.

configure('http://127.0.0.1:1')

/** Text near to what a reader looks for, text that has nothing to do with it, and the longest text that is kept. */
function textNear(...words: string[]) {
  const odd = fc.constantFrom('\0', '\u202e', '\ud800', '\n', '__proto__', '`', '%')
  const word = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    odd,
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(word, { maxLength: 12 }).map((all) => all.join('')) },
    { weight: 4, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 1,
      arbitrary: word.map((one) => one.repeat(Math.ceil(65_536 / (one.length || 1))).slice(0, 65_536)),
    },
  )
}

const sentences = textNear(
  '(service web) ',
  'has reached a steady state',
  'deployment ',
  'ecs-svc/1',
  'completed',
  'failed',
  'was unable to place a task',
  'has stopped 1 ',
  'running tasks',
  'is unhealthy in',
  '(task ',
  'OutOfMemoryError',
  'CannotPullContainerError: ',
  'Scaling activity',
  'health check',
  ' ',
)

/** Long ones are few; each must be done in a moment, since all others wait meanwhile. */
function within<T>(ms: number, work: () => T): T {
  const began = performance.now()
  const made = work()
  expect(performance.now() - began).toBeLessThan(ms)
  return made
}

test('a service event', () => {
  fc.assert(
    fc.property(sentences, fc.oneof(fc.date(), fc.constant(undefined)), (message, createdAt) => {
      within(500, () => expect(eventKind(message)).toMatch(/^[a-z]+$/))
      const events = eventsOf('web', { events: [{ message, ...(createdAt && { createdAt }) }, {}] })
      for (const event of events) {
        expect(event.message).toBe(message)
        expect(Number.isNaN(Date.parse(event.at))).toBe(false)
      }
    }),
  )
})

test('why a task stopped', () => {
  const reason = fc.option(sentences)
  const time = fc.option(
    fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
    ),
  )
  const code = fc.option(
    fc.oneof(
      fc.constantFrom('EssentialContainerExited', 'TaskFailedToStart', 'UserInitiated', '__proto__'),
      fc.string(),
    ),
  )
  const container = fc.record({
    name: fc.string(),
    essential: fc.option(fc.boolean()),
    exitCode: fc.option(fc.integer()),
    reason,
  })
  fc.assert(
    fc.property(
      reason,
      code,
      time,
      time,
      fc.array(container, { maxLength: 3 }),
      (stoppedReason, stopCode, startedAt, stoppedAt, containers) => {
        const stop = within(1_000, () =>
          stopOf({
            taskId: 't',
            startedBy: null,
            stopCode,
            stoppedReason,
            startedAt,
            stoppingAt: null,
            stoppedAt,
            revision: null,
            containers,
          }),
        )
        expect(stop.cause).not.toBe('')
        expect(stop.at === null || Number.isFinite(stop.at)).toBe(true)
        expect(stop.lifetimeMs ?? 0).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

test('a reference to a revision', () => {
  const text = textNear('arn:aws:ecs:eu-west-1:1:task-definition/', 'web', ':', '12', '/', '9'.repeat(11))
  fc.assert(
    fc.property(text, (given) => {
      const ref = refOf(given)
      if (ref === null) return
      expect(ref.family).toMatch(/^[\w-]{1,255}$/)
      expect(Number.isSafeInteger(ref.revision)).toBe(true)
      expect(given.endsWith(`${ref.family}:`) || given.includes(`${ref.family}:`)).toBe(true)
    }),
  )
})

test('a secret in any company is masked, and nothing holds the process up', () => {
  const around = textNear(
    '--password=',
    'TOKEN=',
    'https://user:',
    '@host',
    'Bearer ',
    'eyJhbGciOi',
    '.',
    '"',
    "'",
    '-u ',
    'mysql -p',
    '://',
    ' ',
  )
  fc.assert(
    fc.property(around, around, (before, after) => {
      const canary = 'CANARY9f2c'
      const text = `${before} --password=${canary} ${after}`
      within(2_000, () => {
        if (!/["'\\]/.test(before)) expect(maskText(text)).not.toContain(canary)
        maskCommand([before, '--password', canary, after])
        shownUnlessSecret(before, after)
      })
      expect(maskCommand(['app', '--password', canary])).not.toContain(canary)
      expect(shownUnlessSecret('DB_PASSWORD', `${canary}${after}`)).toHaveProperty('redacted', true)
    }),
  )
})

test('a query string', () => {
  const text = textNear('q=', '&', '=', '%41', '+', '%zz', '%00', '__proto__=1', 'constructor', '?')
  fc.assert(
    fc.property(text, (raw) => {
      try {
        const fields = parseQueryString(raw)
        expect(Object.getPrototypeOf(fields)).toBe(Object.prototype)
        for (const value of Object.values(fields)) expect(value).not.toContain('\0')
      } catch (thrown) {
        const { code, message, field = '' } = problemOf(thrown)
        expect([code, message.length < 100, field.length <= 64]).toEqual(['invalid_request', true, true])
      }
    }),
  )
})

test('a search over any names', () => {
  const name = textNear('shop', 'prod', ' ', '-', '$&', '.*')
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), name, (names, query) => {
      const all = names.map((title) =>
        candidate({ kind: 'service', title, level: null }, [{ text: title }], () => ({
          detail: '',
          path: '/',
          keys: [{ text: title }],
        })),
      )
      const { hits, total } = searched(query, all)
      expect(hits.length).toBe(total)
      for (const hit of hits) expect(names).toContain(hit.title)
      const [first = ''] = names
      // A name without blanks finds itself, whatever is in it.
      if (/^\S+$/.test(first) && first.toLowerCase() === first.trim().toLowerCase())
        expect(searched(first, all).hits.map(({ title }) => title)).toContain(first)
    }),
  )
})

test('a reply with dates in it stays the JSON it was', () => {
  const date = textNear('2030-01-01', 'T', ' ', '12:00', ':00', 'Z', '+01:00', '.5')
  fc.assert(
    fc.property(date, fc.json(), (text, other) => {
      const given = {
        services: [{ serviceName: text, createdAt: text, events: [{ message: text }] }],
        other: JSON.parse(other) as unknown,
      }
      const json = withEpochDates(JSON.stringify(given), DescribeServices$)
      const read = JSON.parse(json) as { services: { serviceName: string; events: { message: string }[] }[] }
      expect(read.services[0]?.serviceName).toBe(text)
      expect(read.services[0]?.events[0]?.message).toBe(text)
    }),
  )
})

test('metric points fall on the grid of their window', () => {
  const point = fc.record({ at: fc.integer({ min: -1e6, max: 1e8 }), value: fc.double({ noNaN: true }) })
  fc.assert(
    fc.property(
      fc.array(point),
      fc.integer({ min: 0, max: 1e8 }),
      fc.constantFrom(60, 300),
      (points, now, period) => {
        const window = windowOf(now, period, 3_600)
        expect(window.end).toBeLessThanOrEqual(now)
        const series = seriesOf(points, window, period)
        expect(series.values).toHaveLength(3_600 / period)
        if (series.last !== null) expect(points.map(({ value }) => value)).toContain(series.last.value)
      },
    ),
  )
})

test('whatever a call throws becomes a problem of the closed set, short and on one line', () => {
  const text = textNear(
    'AccessDenied',
    'Throttling',
    'Exception',
    'perform: ecs:DescribeServices',
    'NotFound',
    ' signature expired',
    'Unknown',
  )
  fc.assert(
    fc.property(fc.anything(), text, text, fc.option(fc.integer()), (anything, name, message, status) => {
      for (const thrown of [
        anything,
        message,
        { name, message, $metadata: { httpStatusCode: status } },
        Object.assign(new Error(message), { name }),
      ]) {
        const problem = problemFrom(thrown, 'ecs:DescribeServices')
        if (thrown === anything) continue
        expect(Object.keys(statusOf)).toContain(problem.code)
        expect(problem.message.length).toBeLessThan(700)
        expect(problem.message).not.toMatch(/\p{Cc}/u)
      }
    }),
  )
})

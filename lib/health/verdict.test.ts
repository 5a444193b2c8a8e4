import { describe, expect, test } from 'vitest'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'
import type { Level } from './contract'
import { unlessAway, usable, verdict } from './verdict'

const now = Date.UTC(2026, 8, 21, 12)
const silence = {
  code: 'unavailable',
  message: 'AWS could not be reached: the connection was refused.',
} as const
const throttled = { code: 'throttled', message: 'AWS asks us to slow down.' } as const
const denied = { code: 'forbidden', message: 'no', iamAction: 'ecs:DescribeTasks' } as const
const read = (more: object = {}) => ({ ok: true, value: 7, asOf: now - 1_000, ...more }) as Read<number>

describe('a fact may be judged by', () => {
  test.each([
    ['when it was read', read()],
    ['when its last reading failed and it is young', read({ error: silence })],
    ['when AWS throttled us and it is young', read({ error: throttled })],
    ['up to five minutes', read({ asOf: now - staleAfterMs })],
  ])('%s', (_, fact) => expect(usable(fact, 'This service', now)).toMatchObject({ ok: true, value: 7 }))
})

describe('a fact may not be judged by', () => {
  test.each<[string, Read<number>, string, RegExp]>([
    ['once it is older', read({ asOf: now - staleAfterMs - 1 }), 'stale', /could not be read for 5 min/],
    ['once it is denied', read({ error: denied }), 'denied', /the role lacks ecs:DescribeTasks/],
    ['when it is a part', read({ partial: true, error: silence }), 'missing', /only in part/],
    ['before it was read', { ok: false, pending: true, error: silence }, 'pending', /has not been read yet/],
    ['when it could not be read', { ok: false, error: silence }, 'missing', /could not be read/],
  ])('%s', (_, fact, kind, text) =>
    expect(usable(fact, 'This service', now)).toEqual({
      ok: false,
      why: { kind, text: expect.stringMatching(text) as string },
    }),
  )
})

const was = (level: Level) => verdict(level, { kind: 'counts', text: 'as it was' })

describe('while AWS is out of reach', () => {
  const away = read({ away: true, error: silence })
  const told = (level: Level) => {
    const { level: now, because } = unlessAway(was(level), [read(), away], 'This service')
    return { now, kinds: because.map(({ kind }) => kind) }
  }

  test.each<Level>(['healthy', 'unverified', 'deploying', 'stopped', 'unknown'])(
    '%s is not known any more, and what it was by stays said',
    (level) => expect(told(level)).toEqual({ now: 'unknown', kinds: ['unreachable', 'counts'] }),
  )
  test.each<Level>(['failing', 'crash-loop', 'degraded'])('%s stays so, with a word of it', (level) =>
    expect(told(level)).toEqual({ now: level, kinds: ['counts', 'unreachable'] }),
  )
  test('AWS is quoted', () =>
    expect(unlessAway(was('healthy'), [away], 'This service').because[0].text).toBe(
      'This service cannot be read now: AWS does not answer (AWS could not be reached: the connection was refused)',
    ))
  test('in reach, a verdict is what it is', () =>
    expect(unlessAway(was('healthy'), [read()], 'This service')).toEqual(was('healthy')))
  test('credentials that are refused keep nothing from being judged as it was', () =>
    expect(
      usable(read({ away: true, error: { code: 'forbidden', message: 'expired' } }), 'This service', now).ok,
    ).toBe(true))
})

import { describe, expect, test } from 'vitest'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Read } from '@/lib/api/outcome'
import { usable } from './verdict'

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
    [
      'while AWS is out of reach, young as it is',
      read({ away: true, error: silence }),
      'unreachable',
      /AWS does not answer \(AWS could not be reached: the connection was refused\)/,
    ],
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

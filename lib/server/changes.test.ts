import { beforeEach, describe, expect, test } from 'vitest'
import type { Change, ChangesRequest } from '@/lib/api/changes'
import { changes } from './changes'
import { listenerCount, noteAsked } from './live'
import { testConsole } from './test-console'

const request = (more: Partial<ChangesRequest> = {}): ChangesRequest => ({
  requestId: 'request-7',
  caller: { kind: 'local' },
  identityClass: 'local',
  rawAccount: 'demo',
  rawRegion: 'eu-west-1',
  ...more,
})
const deaf = () => undefined

beforeEach(() => void testConsole())

describe('a stream of changes', () => {
  test('is opened for a place that is configured, hears of it, and closes for good', () => {
    const told: Change[] = []
    const opened = changes.open(request(), (change) => void told.push(change))
    if (!opened.ok) throw new Error(opened.problem.message)
    const asked = {
      identityClass: 'local',
      target: '/api/demo/eu-west-1/clusters',
      place: '/demo/eu-west-1',
      path: '/demo/eu-west-1/clusters',
      freshness: 'steady' as const,
      again: () => Promise.reject(new Error('nobody waits for it')),
    }
    const now = '2026-11-23T10:00:02.000Z'
    for (const tag of ['a', 'b', 'c']) noteAsked(asked, { tag, now })
    opened.close()
    noteAsked(asked, { tag: 'd', now })
    const change = { now, paths: ['/demo/eu-west-1/clusters'] }
    expect(told).toEqual([change, change])
    expect(listenerCount()).toBe(0)
  })

  test('of a segment that is percent-encoded is the same place', () => {
    const opened = changes.open(request({ rawRegion: 'eu%2Dwest-1' }), deaf)
    expect(opened.ok).toBe(true)
    if (opened.ok) opened.close()
  })

  test.each([
    ['a region that is not configured', { rawRegion: 'us-east-1' }, 404, 'not_found'],
    ['an account that is not configured', { rawAccount: 'other' }, 404, 'not_found'],
    ['a path that cannot be decoded', { rawAccount: '%ff' }, 400, 'invalid_request'],
    ['a name that no account can have', { rawAccount: 'De Mo' }, 400, 'invalid_request'],
    ['a name with a slash in it', { rawRegion: 'eu%2Fwest' }, 400, 'invalid_request'],
    ['__proto__', { rawAccount: '__proto__' }, 400, 'invalid_request'],
  ])('of %s is refused in the one error shape', (_, more, status, code) => {
    expect(changes.open(request(more), deaf)).toMatchObject({
      ok: false,
      status,
      problem: { code, requestId: 'request-7', message: expect.any(String) as string },
    })
    expect(listenerCount()).toBe(0)
  })
})

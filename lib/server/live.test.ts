import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Change } from '@/lib/api/changes'
import {
  type Asked,
  hurry,
  listen,
  listenerCount,
  noteAsked,
  noteReach,
  noteReplayed,
  type Outcome,
} from './live'
import { testConsole } from './test-console'

const place = '/demo/eu-west-1'
const path = `${place}/clusters`
const now = '2026-11-23T10:00:02.000Z'

let answers: Outcome[]
let looks: number
let told: Change[]

/** A read whose answers are those of `answers`, the last one for good. */
const asked = (more: Partial<Asked> = {}): Asked => ({
  identityClass: 'local',
  target: `/api${path}`,
  place,
  path,
  freshness: 'live',
  again: async () => {
    looks += 1
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? { tag: 'none', now }
  },
  ...more,
})
const listener = (more: object = {}) => ({
  identityClass: 'local',
  place,
  tell: (change: Change) => void told.push(change),
  ...more,
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  testConsole()
  answers = [{ tag: 'a', now }]
  looks = 0
  told = []
})
afterEach(() => vi.useRealTimers())

describe('a change', () => {
  test('is told by path and AWS time when somebody asks and is answered something else', () => {
    listen(listener())
    noteAsked(asked(), { tag: 'a', now })
    noteAsked(asked(), { tag: 'a', now })
    expect(told).toEqual([])
    noteAsked(asked(), { tag: 'b', now })
    expect(told).toEqual([{ now, paths: [path] }])
  })

  test('is one object for all who hear it', () => {
    const heard: Change[] = []
    for (let n = 0; n < 3; n += 1) listen(listener({ tell: (change: Change) => heard.push(change) }))
    noteAsked(asked(), { tag: 'a', now })
    noteAsked(asked(), { tag: 'b', now })
    expect(heard).toHaveLength(3)
    expect(new Set(heard).size).toBe(1)
  })

  test.each([
    ['another place', { place: '/demo/us-east-1' }],
    ['another class of readers', { identityClass: 'viewer' }],
  ])('is not told to %s', (_, more) => {
    listen(listener(more))
    noteAsked(asked(), { tag: 'a', now })
    noteAsked(asked(), { tag: 'b', now })
    expect(told).toEqual([])
  })

  test('that turns an answer into an error is one, too', async () => {
    listen(listener())
    noteAsked(asked(), { tag: 'a', now })
    answers = [{ tag: 'error unavailable', now }]
    await vi.advanceTimersByTimeAsync(4_000)
    expect(told).toHaveLength(1)
  })
})

describe('what is watched', () => {
  test('is looked at again at its pace while somebody listens, and told only when it changed', async () => {
    listen(listener())
    noteAsked(asked(), { tag: 'a', now })
    await vi.advanceTimersByTimeAsync(12_000)
    expect(looks).toBeGreaterThanOrEqual(3)
    expect(looks).toBeLessThanOrEqual(4)
    expect(told).toEqual([])
    answers = [{ tag: 'b', now }]
    await vi.advanceTimersByTimeAsync(4_000)
    expect(told).toEqual([{ now, paths: [path] }])
  })

  test('is not looked at while nobody listens, or only somebody elsewhere', async () => {
    noteAsked(asked(), { tag: 'a', now })
    await vi.advanceTimersByTimeAsync(30_000)
    listen(listener({ place: '/demo/us-east-1' }))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(looks).toBe(0)
  })

  test('is looked at once at a time, however long an answer takes', async () => {
    const held: { go?: (outcome: Outcome) => void } = {}
    listen(listener())
    const slow = asked({
      again: () => {
        looks += 1
        return new Promise((resolve) => Object.assign(held, { go: resolve }))
      },
    })
    noteAsked(slow, { tag: 'a', now })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(looks).toBe(1)
    held.go?.({ tag: 'b', now })
    await vi.advanceTimersByTimeAsync(0)
    expect(told).toHaveLength(1)
  })

  test('is forgotten when nobody asked for it for a minute; a replay counts as asking', async () => {
    listen(listener())
    noteAsked(asked(), { tag: 'a', now })
    await vi.advanceTimersByTimeAsync(50_000)
    noteReplayed('local', `/api${path}`)
    await vi.advanceTimersByTimeAsync(50_000)
    const before = looks
    expect(before).toBeGreaterThan(25)
    await vi.advanceTimersByTimeAsync(15_000)
    const last = looks
    await vi.advanceTimersByTimeAsync(60_000)
    expect(looks).toBe(last)
  })

  test('is looked at once something was written there', async () => {
    listen(listener())
    noteAsked(asked({ freshness: 'slow' }), { tag: 'a', now })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(looks).toBe(0)
    hurry(place)
    await vi.advanceTimersByTimeAsync(500)
    expect(looks).toBe(1)
  })

  test('is looked at once AWS goes out of reach, however slow it is, and once it is back', async () => {
    listen(listener())
    noteAsked(asked({ freshness: 'slow' }), { tag: 'a', now })
    for (const [isAway, expected] of [
      [false, 0],
      [true, 1],
      [true, 1],
      [false, 2],
    ] as const) {
      noteReach(place, isAway)
      await vi.advanceTimersByTimeAsync(500)
      expect(looks).toBe(expected)
    }
  })

  test('is asked for again by its newest asker, and told to nobody twice', async () => {
    listen(listener())
    noteAsked(asked(), { tag: 'a', now })
    answers = [{ tag: 'b', now }]
    await vi.advanceTimersByTimeAsync(4_000)
    noteAsked(asked(), { tag: 'b', now })
    expect(told).toHaveLength(1)
  })
})

describe('who listens', () => {
  test('a thousand times and leaves, leaves nothing: no listener, no timer', () => {
    const before = vi.getTimerCount()
    for (let n = 0; n < 1_000; n += 1) listen(listener())()
    expect(listenerCount()).toBe(0)
    expect(vi.getTimerCount() - before).toBe(0)
  })

  test('shares one timer with all the others; the last one to leave stops it', () => {
    const before = vi.getTimerCount()
    const leave = Array.from({ length: 50 }, () => listen(listener()))
    expect(listenerCount()).toBe(50)
    expect(vi.getTimerCount() - before).toBe(1)
    for (const go of leave.slice(1)) go()
    expect(vi.getTimerCount() - before).toBe(1)
    leave[0]?.()
    leave[0]?.()
    expect(vi.getTimerCount() - before).toBe(0)
  })
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Bucket, type Source } from './bucket'
import { hurryAlong, turnOf, type Urgency } from './urgency'

// The bucket's own clock and timers, driven by hand; no module is replaced.
beforeEach(() =>
  vi.useFakeTimers({
    toFake: ['performance', 'setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'],
  }),
)
afterEach(() => vi.useRealTimers())

const limit = { name: 'test', burst: 100, refill: 20 }

/** A source of so many calls; each is told as it goes. */
function source(name: string, urgency: Urgency, calls: number, went: string[], since = 0): Source {
  let left = calls
  return {
    next: () => (left > 0 ? urgency : undefined),
    has: (other) => left > 0 && other === urgency,
    ahead: () => left,
    routineSince: () => since,
    take: async () => {
      left -= 1
      went.push(name)
    },
  }
}
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)

test('a quarter of the burst at once, then a quarter of the refill', async () => {
  const went: string[] = []
  new Bucket(limit, 0.25).offer(source('a', 'visible', 1_000, went))
  await seconds(0.01)
  expect(went).toHaveLength(25)
  await seconds(10)
  expect(went.length).toBeGreaterThanOrEqual(74)
  expect(went.length).toBeLessThanOrEqual(76)
})

test('the most urgent goes first, whoever came first', async () => {
  const went: string[] = []
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  for (const urgency of ['background', 'listed', 'visible', 'write'] as const)
    bucket.offer(source(urgency, urgency, 1, went))
  await seconds(2)
  expect(went).toEqual(['write', 'visible', 'listed', 'background'])
})

test('those of one urgency take turns', async () => {
  const went: string[] = []
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  bucket.offer(source('a', 'listed', 3, went))
  bucket.offer(source('b', 'listed', 3, went))
  await seconds(5)
  expect(went.join('')).toBe('ababab')
})

test('of the routine the oldest goes first', async () => {
  const went: string[] = []
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  bucket.offer(source('young', 'routine', 2, went, 20))
  bucket.offer(source('old', 'routine', 3, went, 10))
  bucket.offer(source('listed', 'listed', 1, went))
  await seconds(10)
  expect(went).toEqual(['listed', 'old', 'old', 'old', 'young', 'young'])
})

test('nobody in particular leaves tokens for who looks', async () => {
  const went: string[] = []
  const bucket = new Bucket(limit, 0.25)
  bucket.offer(source('sweep', 'background', 1_000, went))
  await seconds(0.01)
  const swept = went.length
  bucket.offer(source('look', 'visible', 4, went))
  await seconds(0.01)
  expect(went.slice(swept)).toEqual(['look', 'look', 'look', 'look'])
})

test('however much is looked at, a fifth goes to the rest, to each in its turn', async () => {
  const went: string[] = []
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  bucket.offer(source('v', 'visible', 1_000, went))
  bucket.offer(source('l', 'listed', 1_000, went))
  bucket.offer(source('b', 'background', 1_000, went))
  bucket.offer(source('r', 'routine', 1_000, went))
  await seconds(5.9)
  expect(went.join('')).toBe('vvvvlvvvvbvvvvlvvvvbvvvvlvvvvb')
})

test('a write waits for nobody', async () => {
  const went: string[] = []
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  bucket.offer(source('b', 'background', 10, went))
  bucket.offer(source('w', 'write', 8, went))
  await seconds(1.5)
  expect(went.slice(0, 8).join('')).toBe('wwwwwwww')
})

test('a call under way is not held up by a more urgent one that has no place', async () => {
  const bucket = new Bucket(limit, 1)
  const went: string[] = []
  const holding = Array.from({ length: 7 }, (_, index): Source => {
    let taken = false
    return {
      next: () => (taken ? undefined : 'listed'),
      has: () => !taken,
      ahead: () => 0,
      routineSince: () => 0,
      take: async () => {
        taken = true
        await bucket.again(turnOf('background'), Infinity)
        went.push(String(index))
      },
    }
  })
  for (const each of holding) bucket.offer(each)
  bucket.offer(source('late', 'listed', 1, went))
  await seconds(1)
  expect(went.sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', 'late'])
})

test('a throttle halves the rate once for all that was under way, and it comes back', async () => {
  const bucket = new Bucket(limit, 0.25)
  const sentAt = performance.now()
  await seconds(1)
  expect(bucket.rate).toBe(5)
  for (let refusal = 0; refusal < 10; refusal += 1) bucket.throttled(sentAt)
  expect(bucket.rate).toBe(2.5)
  bucket.throttled(performance.now())
  expect(bucket.rate).toBe(1.25)
  await seconds(60)
  expect(bucket.use()).toMatchObject({ allowed: 5, limit: 20 })
})

test('however often it is throttled, it never stands still', async () => {
  const went: string[] = []
  const bucket = new Bucket(limit, 0.25)
  for (let second = 0; second < 100; second += 1) bucket.throttled(performance.now())
  bucket.offer(source('a', 'visible', 100, went))
  await seconds(1)
  const first = went.length
  await seconds(5)
  expect(went.length).toBeGreaterThan(first)
})

test('a call under way gets its next token though eight others hold every place', async () => {
  const bucket = new Bucket(limit, 1)
  const done: string[] = []
  const holding = Array.from({ length: 8 }, (_, index): Source => {
    let taken = false
    return {
      next: () => (taken ? undefined : 'visible'),
      has: () => !taken,
      ahead: () => 0,
      routineSince: () => 0,
      take: async () => {
        taken = true
        await bucket.again(turnOf('visible'), Infinity)
        done.push(String(index))
      },
    }
  })
  for (const each of holding) bucket.offer(each)
  await seconds(1)
  expect(done).toHaveLength(8)
})

test('a call that is tried again does not hold up one that is more urgent', async () => {
  const went: string[] = []
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  bucket.offer(source('first', 'visible', 1, went))
  await seconds(0.01)
  void bucket.again(turnOf('routine'), Infinity).then(() => went.push('again'))
  bucket.offer(source('look', 'visible', 2, went))
  await seconds(3)
  expect(went).toEqual(['first', 'look', 'look', 'again'])
})

test('a call is not tried again when its time is over', async () => {
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  bucket.offer(source('all tokens', 'visible', 1, []))
  await seconds(0.01)
  const again = bucket.again(turnOf('visible'), performance.now() + 50)
  await seconds(1)
  expect(await again).toBe(false)
  expect(bucket.use().calls).toBe(1)
})

test('who may not be tried again is told so when the time is over, not with the next token', async () => {
  const bucket = new Bucket({ ...limit, burst: 4, refill: 0.4 }, 0.25)
  bucket.offer(source('all tokens', 'visible', 1, []))
  await seconds(0.01)
  let told: boolean | undefined
  void bucket.again(turnOf('visible'), performance.now() + 500).then((isTried) => (told = isTried))
  await seconds(0.6)
  expect(told).toBe(false)
})

test('a place that comes free is for who waits for it, whatever was planned for a lesser one', async () => {
  const bucket = new Bucket(limit, 0.25)
  bucket.offer(source('quick', 'visible', 17, []))
  await seconds(0.01)
  const ends: (() => void)[] = []
  let left = 8
  bucket.offer({
    next: () => (left > 0 ? 'visible' : undefined),
    has: () => left > 0,
    ahead: () => left,
    routineSince: () => 0,
    take: () => {
      left -= 1
      return new Promise((resolve) => ends.push(resolve))
    },
  })
  await seconds(0.01)
  expect(ends).toHaveLength(8)
  const went: string[] = []
  void bucket.again(turnOf('background'), Infinity).then(() => went.push('again'))
  bucket.offer(source('look', 'visible', 1, went))
  await seconds(0.4)
  ends[0]?.()
  await seconds(0.01)
  expect(went).toEqual(['look'])
})

test('routine goes on beside what is looked at without end, and waits for what was never read', async () => {
  const went: string[] = []
  const bucket = new Bucket(limit, 0.25)
  bucket.offer(source('v', 'visible', 10_000, went))
  bucket.offer(source('r', 'routine', 1_000, went))
  await seconds(100)
  const part = went.filter((name) => name === 'r').length / went.length
  expect(part).toBeGreaterThan(0.15)
  expect(part).toBeLessThan(0.25)
  const cold: string[] = []
  const other = new Bucket(limit, 0.25)
  other.offer(source('b', 'background', 100, cold))
  other.offer(source('r', 'routine', 1_000, cold))
  await seconds(20)
  expect(cold.slice(0, 100)).not.toContain('r')
})

/** How many calls go in four seconds after throttles, when the bucket is looked at so often. */
const callsIn4s = async (everyMs: number) => {
  const went: string[] = []
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  bucket.offer(source('a', 'visible', 1_000, went))
  for (let refusal = 0; refusal < 4; refusal += 1) {
    await seconds(0.001)
    bucket.throttled(performance.now())
  }
  for (let ms = 0; ms < 4_000; ms += everyMs) {
    await seconds(everyMs / 1000)
    bucket.use()
  }
  return went.length
}

test('tokens come as the rate grows back, however seldom somebody looks', async () => {
  const [seldom, often] = [await callsIn4s(4_000), await callsIn4s(20)]
  expect(Math.abs(seldom - often)).toBeLessThanOrEqual(1)
})

test('what waits is moved forward when somebody begins to look', async () => {
  const bucket = new Bucket({ ...limit, burst: 4 }, 0.25)
  const turn = turnOf('routine')
  let went = false
  void bucket.again(turn, Infinity).then(() => (went = true))
  await seconds(0.01)
  void bucket.again(turnOf('routine'), Infinity)
  const behind = turnOf('routine')
  let hurried = false
  void bucket.again(behind, Infinity).then(() => (hurried = true))
  await seconds(0.25)
  expect([went, hurried]).toEqual([true, false])
  hurryAlong(behind, 'visible')
  await seconds(0.01)
  expect(hurried).toBe(true)
})

test('the last places in flight are for those whom somebody waits for', async () => {
  const bucket = new Bucket(limit, 1)
  const flying: string[] = []
  const hanging = (urgency: Urgency): Source => ({
    next: () => urgency,
    has: (other) => other === urgency,
    ahead: () => 0,
    routineSince: () => 0,
    take: () => {
      flying.push(urgency)
      return new Promise(() => {})
    },
  })
  bucket.offer(hanging('background'))
  await seconds(1)
  expect(flying).toHaveLength(6)
  bucket.offer(hanging('visible'))
  await seconds(1)
  expect(flying.slice(6)).toEqual(['visible', 'visible'])
})

test('at most eight calls are in flight', async () => {
  const bucket = new Bucket(limit, 1)
  let flying = 0
  let most = 0
  let left = 30
  bucket.offer({
    next: () => (left > 0 ? 'visible' : undefined),
    has: () => left > 0,
    ahead: () => left,
    routineSince: () => 0,
    take: async () => {
      left -= 1
      flying += 1
      most = Math.max(most, flying)
      await new Promise((resolve) => setTimeout(resolve, 100))
      flying -= 1
    },
  })
  await seconds(5)
  expect(left).toBe(0)
  expect(most).toBe(8)
})

test('it knows how long a crowd will take', async () => {
  const bucket = new Bucket(limit, 0.25)
  expect(bucket.expectedMs('visible')).toBe(0)
  bucket.offer(source('a', 'visible', 125, []))
  // 25 of them at once, five a second after that.
  expect(bucket.expectedMs('visible')).toBe(20_000)
})

test('what it did is told: calls and throttles of the last minute', async () => {
  const went: string[] = []
  const bucket = new Bucket(limit, 1)
  bucket.offer(source('a', 'visible', 7, went))
  await seconds(1)
  bucket.throttled(performance.now())
  expect(bucket.use()).toMatchObject({ callsLastMinute: 7, throttledLastMinute: 1, waiting: 0 })
  await seconds(61)
  expect(bucket.use()).toMatchObject({ callsLastMinute: 0, throttledLastMinute: 0 })
})

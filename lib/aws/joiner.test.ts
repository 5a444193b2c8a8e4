import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Bucket } from './bucket'
import { type Ask, Joiner } from './joiner'
import { hurryAlong, turnOf } from './urgency'

// The bucket's own clock and timers, driven by hand; no module is replaced.
beforeEach(() =>
  vi.useFakeTimers({
    toFake: ['performance', 'setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'],
  }),
)
afterEach(() => vi.useRealTimers())

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)

const five = () => new Bucket({ name: 'test', burst: 4, refill: 20 }, 0.25)

function joiner(bucket: Bucket, most: number, ask: Ask<string>): Joiner<string> {
  return new Joiner({ bucket, most, action: 'ecs:DescribeThings', ask })
}

/** Answers at once, and notes the keys of each call. */
function noting(calls: string[][]): Ask<string> {
  return async (keys, _, tell) => {
    calls.push([...keys])
    for (const key of keys) tell(key, { value: key, asOf: 0 })
  }
}

test('a call takes the most urgent keys, then as many others as there is room for', async () => {
  const calls: string[][] = []
  const things = joiner(five(), 3, noting(calls))
  for (const key of ['r1', 'r2']) void things.load(key, turnOf('routine'))
  for (const key of ['b1', 'b2']) void things.load(key, turnOf('background'))
  void things.load('v1', turnOf('visible'))
  await seconds(2)
  expect(calls).toEqual([
    ['v1', 'b1', 'b2'],
    ['r1', 'r2'],
  ])
})

test('a key is asked for once, as urgently as anybody asks', async () => {
  const calls: string[][] = []
  const things = joiner(five(), 1, noting(calls))
  const routine = things.load('a', turnOf('routine'))
  void things.load('b', turnOf('background'))
  const visible = things.load('a', turnOf('visible'))
  await seconds(2)
  expect(calls).toEqual([['a'], ['b']])
  expect(await Promise.all([routine, visible])).toEqual([
    { value: 'a', asOf: 0 },
    { value: 'a', asOf: 0 },
  ])
})

test('somebody begins to look at a key that waits', async () => {
  const calls: string[][] = []
  const things = joiner(five(), 1, noting(calls))
  const turn = turnOf('routine')
  for (const key of ['b1', 'b2', 'b3']) void things.load(key, turnOf('background'))
  void things.load('r', turn)
  hurryAlong(turn, 'visible')
  await seconds(2)
  expect(calls.map(([key]) => key)).toEqual(['r', 'b1', 'b2', 'b3'])
})

test('keys that nobody looks at are read even where others of theirs are looked at without end', async () => {
  const calls: string[][] = []
  const things = joiner(five(), 1, noting(calls))
  for (let n = 0; n < 100; n += 1) void things.load(`b${n}`, turnOf('background'))
  for (let n = 0; n < 400; n += 1) void things.load(`l${n}`, turnOf('listed'))
  await seconds(60)
  const afar = calls.filter(([key]) => key?.startsWith('b')).length
  expect(afar / calls.length).toBeGreaterThan(0.15)
  expect(afar / calls.length).toBeLessThan(0.25)
})

test('somebody begins to look at a key whose call waits to be tried again', async () => {
  const bucket = new Bucket({ name: 'test', burst: 100, refill: 20 }, 0.25)
  let again: number | undefined
  const things = joiner(bucket, 10, async (keys, turn, tell) => {
    // AWS throttled it: less is kept than what nobody looks at must leave.
    for (let refusal = 0; refusal < 4; refusal += 1) {
      bucket.throttled(performance.now())
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await bucket.again(turn, Infinity)
    again = performance.now()
    for (const key of keys) tell(key, { value: key, asOf: 0 })
  })
  const turn = turnOf('routine')
  const read = things.load('a', turn)
  await seconds(0.05)
  expect(again).toBeUndefined()
  hurryAlong(turn, 'visible')
  await seconds(0.05)
  expect(again).toBeDefined()
  expect(await read).toEqual({ value: 'a', asOf: 0 })
})

test('a key is told as soon as it is known; what is never told of is an error', async () => {
  const things = joiner(five(), 10, async ([first = ''], _, tell) => {
    tell(first, { value: first, asOf: 0 })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  })
  const seen: string[] = []
  void things.load('a', turnOf('visible')).then(() => seen.push('a'))
  const left = things.load('b', turnOf('visible')).catch((error: Error) => {
    seen.push('b')
    return error
  })
  await seconds(0.5)
  expect(seen).toEqual(['a'])
  await seconds(1)
  expect(await left).toMatchObject({
    problem: {
      code: 'unavailable',
      message: "AWS's answer to ecs:DescribeThings is malformed: it leaves out b.",
    },
  })
})

test('what fails as a whole is the error of each that was not told of', async () => {
  const things = joiner(five(), 10, async ([first = ''], _, tell) => {
    tell(first, { value: first, asOf: 0 })
    throw new Error('broken')
  })
  const [a, b] = [things.load('a', turnOf('visible')), things.load('b', turnOf('visible'))]
  const failed = b.catch((error: unknown) => error)
  await seconds(1)
  expect(await a).toMatchObject({ value: 'a' })
  expect(await failed).toMatchObject({ problem: { code: 'unavailable' } })
})

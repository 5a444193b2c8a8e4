import { afterEach, expect, test } from 'vitest'
import { hear, newClock, read } from './clock'
import { aboutEndpoint, now } from './connection'
import { listClusterArns } from './ecs-clusters'
import { configure, startWire, type Wire } from './test-wire'

const noon = Date.parse('2030-01-01T12:00:00Z')
const dateAt = (ms: number) => new Date(ms).toUTCString()

test('the smallest upper bound of the last minute counts', () => {
  const clock = newClock()
  hear(clock, dateAt(noon), 1_000) // arrived early in its second
  hear(clock, dateAt(noon + 2_000), 3_900) // arrived late in its second: the closer bound
  expect(read(clock, 3_900)).toBe(noon + 2_999)
  expect(read(clock, 10_000)).toBe(noon + 2_999 + 6_100)
})

test('a sample older than a minute no longer counts', () => {
  const clock = newClock()
  hear(clock, dateAt(noon), 900)
  hear(clock, dateAt(noon + 70_000), 70_000)
  expect(read(clock, 70_000)).toBe(noon + 70_999)
})

test.each([
  ['ahead by an hour', 3_600_000],
  ['ahead by a week', 7 * 86_400_000],
  ['back by an hour', -3_600_000],
])('a clock that jumps %s is followed at once', (_, jump) => {
  const clock = newClock()
  for (let second = 0; second < 30; second += 1) hear(clock, dateAt(noon + second * 1000), second * 1000)
  hear(clock, dateAt(noon + 30_000 + jump), 30_000)
  expect(read(clock, 30_000)).toBe(noon + 30_999 + jump)
})

test('a reply that was long under way does not hold the clock back', () => {
  const clock = newClock()
  hear(clock, dateAt(noon), 5_000) // said at 0, heard 5 s later
  hear(clock, dateAt(noon + 6_000), 6_000)
  expect(read(clock, 6_000)).toBe(noon + 6_999)
})

test.each([undefined, '', 'yesterday'])('a reply with the date %j teaches nothing', (date) => {
  const clock = newClock()
  hear(clock, date, 0)
  expect(clock.samples).toEqual([])
})

let wire: Wire | undefined
afterEach(() => wire?.close())

test('each connection hears its own far end: its clock, errors too, and what it calls itself', async () => {
  wire = await startWire(() => ({
    status: 400,
    headers: { date: dateAt(noon), server: 'Quayside simulator' },
    body: { __type: 'ServerException', message: 'no' },
  }))
  const scope = configure(wire.endpoint, [{ regions: ['eu-west-1', 'eu-west-2'] }])
  const other = { ...scope, region: 'eu-west-2' }
  expect(Math.abs(now(scope) - Date.now())).toBeLessThan(1000)
  expect(aboutEndpoint(scope).simulated).toBe(false)
  await listClusterArns(scope)
  expect(now(scope) - noon).toBeGreaterThanOrEqual(999)
  expect(now(scope) - noon).toBeLessThan(5_000)
  expect(aboutEndpoint(scope)).toEqual({ endpointHost: new URL(wire.endpoint).host, simulated: true })
  expect(Math.abs(now(other) - Date.now())).toBeLessThan(1000)
})

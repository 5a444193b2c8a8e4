import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { configure } from '@/lib/aws/test-wire'
import type { Scope } from '@/lib/api/segments'
import { startSimulator, type Simulator } from '@/simulator/server'
import { servicesOf } from './server'

// The whole way but HTTP to the browser: server function → gateway → the real SDK → the simulated AWS.
const verdicts = {
  web: 'healthy',
  checkout: 'deploying',
  payments: 'crash-loop',
  search: 'failing',
  mailer: 'failing',
  reports: 'unverified',
  'image-resizer': 'failing',
  'legacy-admin': 'stopped',
  flaky: 'crash-loop',
  'metrics-agent': 'healthy',
}

let simulator: Simulator
let scope: Scope

beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12, 34, 56) })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  // Nothing is kept from one read to the next: each sees the world as it is.
  scope = configure(simulator.url, [{}], 0)
  await control('faults', undefined, 'DELETE')
  await control('scenario', { name: 'demo', now: '2026-09-21T12:34:56Z' })
})

async function control(verb: string, body?: unknown, method = 'POST'): Promise<void> {
  const answer = await fetch(`${simulator.url}/_sim/111122223333/eu-west-1/${verb}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
}

async function levels(): Promise<Record<string, string>> {
  const { items, complete } = await servicesOf({ scope, params: { cluster: 'shop-prod' } })
  expect(complete).toBe(true)
  for (const { name, health } of items) for (const { text } of health.because) expect(text, name).not.toBe('')
  return Object.fromEntries(items.map(({ name, health }) => [name, health.level]))
}

test('at birth and in every one of the ten minutes after', async () => {
  for (let minute = 0; minute <= 10; minute += 1) {
    expect(await levels(), `minute ${minute}`).toEqual(verdicts)
    await control('advance', { seconds: 60 })
  }
})

test.each([
  ['an hour', 3_600],
  ['a day', 86_400],
  ['a week', 604_800],
])('after %s, and at odd moments after that', async (_, seconds) => {
  await control('advance', { seconds })
  for (const more of [0, 7, 11, 23, 41, 97]) {
    await control('advance', { seconds: more })
    expect(await levels(), `and ${more} s`).toEqual(verdicts)
  }
})

import { describe, expect, it } from 'vitest'
import type { Behaviour, Run } from '../image.ts'
import { checkout } from './checkout.ts'
import { flaky } from './flaky.ts'
import { crashing, fleetServer, outOfMemory } from './fleet.ts'
import { idle } from './idle.ts'
import { metricsAgent } from './metrics-agent.ts'
import { nightlyReport } from './nightly-report.ts'
import { payments, paymentsStable } from './payments.ts'
import { reports } from './reports.ts'
import { search } from './search.ts'
import { web } from './web.ts'
import { worker } from './worker.ts'

const startedAt = Date.UTC(2026, 8, 21, 9, 30, 12, 345)
const minute = 60_000
const run = (taskId = 'a'.repeat(32)): Run => ({
  seed: 7,
  taskId,
  containerName: 'app',
  image: 'app:1',
  command: [],
  environment: {},
  startedAt,
})

const all: [string, Behaviour][] = Object.entries({
  web,
  checkout,
  payments,
  paymentsStable,
  search,
  reports,
  flaky,
  metricsAgent,
  nightlyReport,
  worker,
  idle,
  fleetServer: fleetServer('payments/ledger-api'),
  crashing: crashing(fleetServer('payments/ledger-api')),
  outOfMemory: outOfMemory(fleetServer('payments/ledger-api')),
})

describe.each(all)('%s', (_name, behaviour) => {
  const log = (from: number, to: number) => behaviour.log?.(run(), startedAt + from, startedAt + to) ?? []

  it('tells the same lines whatever windows they are asked for in', () => {
    const whole = log(0, 10 * minute)
    expect(whole.length).toBeGreaterThan(0)
    const pieces = [0, 777, 60_001, 4 * minute, 10 * minute]
    expect(pieces.slice(1).flatMap((to, i) => log(pieces[i] ?? 0, to))).toEqual(whole)
  })

  it('writes in order, within the window, and nothing before it started', () => {
    const times = log(-10 * minute, 10 * minute).map((line) => line.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.every((at) => at >= startedAt && at < startedAt + 10 * minute)).toBe(true)
  })

  it('uses between nothing and all of its CPU and memory', () => {
    for (let at = startedAt - (startedAt % minute); at < startedAt + 26 * 60 * minute; at += 7 * minute) {
      for (const value of [behaviour.cpu?.(run(), at), behaviour.memory?.(run(), at)]) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }
    }
  })
})

describe('how they end', () => {
  it('payments is killed for its memory after some fifty seconds, each task at its own time', () => {
    const lives = ['a', 'b', 'c', 'd'].map((letter) => payments.exit?.(run(letter.repeat(32))))
    for (const end of lives) {
      expect(end).toMatchObject({ exitCode: 137, reason: expect.stringContaining('OutOfMemoryError') })
      expect(end?.afterMs).toBeGreaterThanOrEqual(45_000)
      expect(end?.afterMs).toBeLessThan(55_000)
    }
    expect(new Set(lives.map((end) => end?.afterMs)).size).toBeGreaterThan(1)
    const lines = payments.log?.(run(), startedAt, startedAt + minute).map((line) => line.message) ?? []
    expect(lines).toContain('    at LedgerReplay.load (/app/dist/ledger/replay.js:118:11)')
    expect(lines.at(-1)).toBe('Killed')
  })

  it('flaky exits with 1 after three to four minutes, after a Python traceback', () => {
    const end = flaky.exit?.(run())
    expect(end).toMatchObject({ exitCode: 1 })
    expect(end?.afterMs).toBeGreaterThanOrEqual(3 * minute)
    expect(end?.afterMs).toBeLessThan(4 * minute)
    const lines = flaky.log?.(run(), startedAt, startedAt + 5 * minute).map((line) => line.message) ?? []
    expect(lines).toContain('Traceback (most recent call last):')
  })

  it('search answers 404 where the target group asks', () => {
    expect(search.probe?.(run(), '/healthz', minute)).toBe(404)
    expect(search.probe?.(run(), '/_status', minute)).toBe(200)
  })
})

import { expect, test } from 'vitest'
import { Faults } from './faults.ts'

const noon = Date.UTC(2026, 8, 21, 12)
const at = (now: number, seed = 1) => ({ seed, now })

test('one in a hundred takes thirty seconds, the rest no time', () => {
  const faults = new Faults()
  faults.add([{ operation: 'ecs.Describe*', latencyMs: 30_000, probability: 0.01 }])
  const delays = Array.from({ length: 10_000 }, () => faults.strike('ecs.DescribeTasks', at(noon)).latencyMs)
  expect(new Set(delays)).toEqual(new Set([0, 30_000]))
  const slow = delays.filter((ms) => ms > 0).length
  expect(slow).toBeGreaterThan(60)
  expect(slow).toBeLessThan(140)
})

test('a fault begins at its time', () => {
  const faults = new Faults()
  faults.add([{ operation: '*', error: 'ExpiredTokenException', from: noon }])
  expect(faults.strike('ecs.ListTasks', at(noon - 1)).end).toBeUndefined()
  expect(faults.strike('ecs.ListTasks', at(noon)).end).toEqual({
    kind: 'error',
    code: 'ExpiredTokenException',
  })
})

test('delays before an end add up, what comes after it does not', () => {
  const faults = new Faults()
  faults.add([
    { operation: '*', latencyMs: 100 },
    { operation: '*', latencyMs: 20, cut: 'reset' },
    { operation: '*', latencyMs: 3, hang: true },
  ])
  expect(faults.strike('ecs.ListTasks', at(noon))).toEqual({
    latencyMs: 120,
    end: { kind: 'cut', cut: 'reset' },
  })
})

test.each([
  [{ hang: true }, { kind: 'hang' }],
  [{ body: '{}' }, { kind: 'body', status: 200, body: '{}' }],
  [{ status: 503 }, { kind: 'body', status: 503, body: '' }],
  [
    { error: 'X', message: 'said' },
    { kind: 'error', code: 'X', message: 'said' },
  ],
  [{ reshape: 'duplicates' as const }, { kind: 'reshape', reshape: 'duplicates' }],
  [{ spoil: 'nulls' as const }, { kind: 'spoil', spoil: 'nulls' }],
  [{ checkClock: true }, { kind: 'clock' }],
  [{ latencyMs: 5 }, undefined],
])('%j ends as %j', (fault, end) => {
  const faults = new Faults()
  faults.add([{ operation: '*', ...fault }])
  expect(faults.strike('ecs.ListTasks', at(noon)).end).toEqual(end)
})

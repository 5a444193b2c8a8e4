import { describe, expect, test } from 'vitest'
import { planEstate } from './plan.ts'
import { keyOf } from './service-plan.ts'
import { shareOut } from './share-out.ts'
import { sumTo } from './task-counts.ts'

const now = Date.UTC(2026, 8, 21, 12)

const sizes = [
  [1, 5000],
  [0.2, 1000],
  [0.1, 500],
  [0.02, 100],
  [0.0001, 20],
] as const

describe.each(sizes)('a plan at scale %d', (scale, total) => {
  const { services, stopped } = planEstate({ seed: 3, scale, now })
  const count = (is: (service: (typeof services)[number]) => boolean) => services.filter(is).length

  test('twenty clusters share the services, the biggest a fifth of them', () => {
    expect(services).toHaveLength(total)
    const sizes = [...new Set(services.map((each) => each.cluster.name))].map((name) =>
      count((each) => each.cluster.name === name),
    )
    expect(sizes).toHaveLength(20)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    if (total > 20) expect(sizes[0]).toBe(total / 5)
    expect(sizes.at(-1)).toBeGreaterThanOrEqual(1)
  })

  test('60 % have a target group, half of the others a container health check', () => {
    expect(count((each) => each.check === 'target-group')).toBe(0.6 * total)
    expect(count((each) => each.check === 'container')).toBe(0.2 * total)
  })

  test('four tasks each on average, twelve at most; 2 % as many have stopped', () => {
    const idle = ['image-missing', 'no-room']
    const running = services.filter((each) => !idle.includes(each.fate))
    expect(running.reduce((sum, each) => sum + each.desired, 0)).toBeGreaterThanOrEqual(4 * total - 24)
    expect(running.reduce((sum, each) => sum + each.desired, 0)).toBeLessThanOrEqual(4 * total)
    expect(Math.max(...services.map((each) => each.desired))).toBeLessThanOrEqual(12)
    expect(stopped).toBe(Math.round(0.08 * total))
  })

  test('97 % are fine', () => {
    const share = count((each) => each.fate === 'fine') / total
    expect(share).toBeGreaterThanOrEqual(0.965)
  })

  test('names are legal, and unique in their cluster', () => {
    for (const { name } of services) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,255}$/)
    expect(new Set(services.map(keyOf)).size).toBe(total)
  })

  test('nothing was made or deployed in the future', () => {
    for (const { createdAt, deployedAt } of services) {
      expect(createdAt).toBeLessThanOrEqual(deployedAt)
      expect(deployedAt).toBeLessThan(now)
    }
  })
})

const names = (seed: number) => planEstate({ seed, scale: 0.02, now }).services.map(keyOf)

test('one seed gives one plan, another gives another', () => {
  expect(names(1)).toEqual(names(1))
  expect(names(1)).not.toEqual(names(2))
})

test.each([
  [10, [1, 1, 1], 0, [4, 3, 3]],
  [10, [5, 3, 2], 0, [5, 3, 2]],
  [7, [100, 1, 1], 1, [5, 1, 1]],
  [2, [5, 3, 2], 1, [1, 1, 1]],
  [0, [0, 0], 0, [0, 0]],
])('%i shared out by %j, at least %i each: %j', (total, weights, least, parts) => {
  expect(shareOut(total, weights, least)).toEqual(parts)
})

test.each([
  [9, [1, 2, 3], [2, 3, 4]],
  [4, [1, 2, 3], [1, 1, 2]],
  [99, [12, 11], [12, 12]],
  [0, [2, 1], [1, 1]],
])('summed to %i, %j becomes %j', (total, counts, moved) => {
  expect(sumTo(total, counts)).toEqual(moved)
})

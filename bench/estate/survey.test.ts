import { expect, test } from 'vitest'
import { fewestCalls, fewestEcsCalls } from './survey.ts'

const cluster = { services: 50, running: 200, stopped: 4 }
const wall = { clusters: Array.from({ length: 20 }, () => cluster), targetGroups: 600 }

test('the fewest calls of 20 clusters with 50 services and 200 tasks each', () => {
  // 1 + 1 for the clusters; each: 1 list and 5 descriptions of services, 2 and 2 of tasks, 1 and 1 of stopped tasks.
  expect(fewestEcsCalls(wall)).toBe(2 + 20 * (1 + 5 + 2 + 2 + 1 + 1))
  expect(fewestCalls(wall)).toBe(242 + 600)
})

test('an empty cluster is listed, and nothing in it described', () => {
  const empty = { services: 0, running: 0, stopped: 0 }
  expect(fewestEcsCalls({ clusters: [empty], targetGroups: 0 })).toBe(2 + 3)
})

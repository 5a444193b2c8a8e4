import { ECS } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'

const now = Date.UTC(2026, 8, 21, 12, 34, 56)
const account = '111122223333'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now })
})
afterAll(() => simulator.close())

/** It takes some seconds of an idle machine. */
test('at full size: 20 clusters, 5,000 services, 20,000 tasks, the biggest 1,000 and some 4,000', async () => {
  const { client } = testWorld(simulator, account)
  const key = { account, region: client.region }
  const world = simulator.worlds.play(key, { name: 'large', now })
  const ecs = new ECS(client)
  const { clusterArns } = await ecs.listClusters({})
  const count = async () => {
    const { clusters = [] } = await ecs.describeClusters({ clusters: clusterArns, include: ['STATISTICS'] })
    return clusters.map(({ statistics = [] }) => {
      const sum = (what: RegExp) =>
        statistics
          .filter(({ name = '' }) => what.test(name))
          .reduce((all, { value }) => all + Number(value), 0)
      return { services: sum(/^active.*ServiceCount$/), tasks: sum(/^running.*TasksCount$/) }
    })
  }
  const clusters = await count()
  expect(clusters).toHaveLength(20)
  expect(clusters.reduce((sum, each) => sum + each.services, 0)).toBe(5000)
  const tasks = clusters.reduce((sum, each) => sum + each.tasks, 0)
  expect(Math.abs(tasks - 20_000)).toBeLessThanOrEqual(100)
  expect(clusters[0]?.services).toBe(1000)
  expect(Math.abs(clusters[0]!.tasks - 4000)).toBeLessThanOrEqual(200)

  world.advance(3_600_000)
  const later = await count()
  expect(later.map((each) => each.services)).toEqual(clusters.map((each) => each.services))
  expect(Math.abs(later.reduce((sum, each) => sum + each.tasks, 0) - 20_000)).toBeLessThanOrEqual(100)
}, 120_000)

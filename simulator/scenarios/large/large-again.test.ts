import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'

const now = Date.UTC(2026, 8, 21, 12, 34, 56)
const account = '111122223333'
const region = 'eu-west-1'

const simulators: Simulator[] = []
beforeAll(async () => {
  for (let i = 0; i < 2; i++) simulators.push(await startSimulator({ now }))
})
afterAll(() => Promise.all(simulators.map((each) => each.close())))

type Lists = { clusterArns: string[]; serviceArns: string[]; taskArns: string[]; serviceName: string }

/** The bytes of one answer of ECS, and what they say. */
async function call(simulator: Simulator, operation: string, input: object) {
  const response = await fetch(simulator.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260921/${region}/ecs/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
    },
    body: JSON.stringify(input),
  })
  const text = await response.text()
  expect([operation, response.status]).toEqual([operation, 200])
  return { text, said: JSON.parse(text) as Lists }
}

/** Every answer about a small estate, one after the other: clusters, services with their events, tasks. */
async function answersOf(simulator: Simulator): Promise<string[]> {
  const texts: string[] = []
  const ask = async (operation: string, input: object) => {
    const { text, said } = await call(simulator, operation, input)
    texts.push(text)
    return said
  }
  const { clusterArns } = await ask('ListClusters', {})
  await ask('DescribeClusters', { clusters: clusterArns, include: ['STATISTICS', 'TAGS', 'SETTINGS'] })
  for (const cluster of clusterArns) {
    const { serviceArns } = await ask('ListServices', { cluster, maxResults: 10 })
    await ask('DescribeServices', { cluster, services: serviceArns, include: ['TAGS'] })
    for (const desiredStatus of ['RUNNING', 'STOPPED']) {
      const { taskArns } = await ask('ListTasks', { cluster, desiredStatus })
      if (taskArns.length > 0) await ask('DescribeTasks', { cluster, tasks: taskArns, include: ['TAGS'] })
    }
  }
  return texts
}

function play(simulator: Simulator, seed: number, scale = 0.02) {
  return simulator.worlds.play({ account, region }, { name: 'large', seed, scale, now })
}

test('seed, scale and time decide every byte, however much was read before', async () => {
  const [one, two] = simulators
  const worlds = [play(one!, 5), play(two!, 5)]
  const first = await answersOf(one!)
  expect(await answersOf(two!)).toEqual(first)
  expect(first.join('').length).toBeGreaterThan(500_000)

  await answersOf(two!)
  for (const world of worlds) world.advance(26 * 3_600_000)
  const later = await answersOf(one!)
  expect(await answersOf(two!)).toEqual(later)
  expect(later).not.toEqual(first)

  play(two!, 6)
  const other = await answersOf(two!)
  expect(other.slice(2)).not.toEqual(first.slice(2))
  play(two!, 5, 0.01)
  expect(await answersOf(two!)).not.toEqual(first)
}, 60_000)

import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
} from '@aws-sdk/client-ecs'
import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../server.ts'
import { testWorld } from '../services/test-world.ts'
import { bucketOf } from './buckets.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12) })
})
afterAll(() => simulator.close())

let accounts = 410_000_000_000
/** A world of its own that lives, but so slowly that only `advance` fills its buckets. */
function aws() {
  const account = String(++accounts)
  const { world, client } = testWorld(simulator, account)
  world.setFactor(1e-6)
  const { ledger } = simulator.worlds.estate({ account, region: 'eu-west-1' })
  return { world, ledger, ecs: new ECSClient(client), elb: new ElasticLoadBalancingV2Client(client) }
}

type Outcome = 'answered' | { name: string; message: string; status: number | undefined }

/** What each of so many calls, one after the other, came to. */
async function outcomes(times: number, send: () => Promise<unknown>): Promise<Outcome[]> {
  const found: Outcome[] = []
  for (let i = 0; i < times; i++) {
    const outcome = send().then(
      () => 'answered' as const,
      (error: Error & { $metadata: { httpStatusCode?: number } }) => ({
        name: error.name,
        message: error.message,
        status: error.$metadata.httpStatusCode,
      }),
    )
    found.push(await outcome)
  }
  return found
}
const answered = (found: Outcome[]) => found.filter((each) => each === 'answered').length

test('a naive loop meets the limit of its group, and time gives it calls again', async () => {
  const { world, ecs, ledger } = aws()
  const describe = () => ecs.send(new DescribeClustersCommand({}))
  const first = await outcomes(53, describe)
  expect(answered(first)).toBe(50)
  const refused = { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 }
  expect(first.slice(50)).toEqual([refused, refused, refused])
  expect(ledger.calls()).toEqual({ 'ecs.DescribeClusters': 53 })
  world.advance(1000)
  expect(answered(await outcomes(23, describe))).toBe(20)
  world.advance(3_600_000)
  expect(answered(await outcomes(51, describe))).toBe(50)
})

test('the actions of one group share its bucket, those of another do not', async () => {
  const { ecs } = aws()
  await outcomes(50, () => ecs.send(new DescribeClustersCommand({})))
  expect(answered(await outcomes(1, () => ecs.send(new ListClustersCommand({}))))).toBe(0)
  const services = () => ecs.send(new DescribeServicesCommand({ services: ['web'] }))
  expect(await outcomes(1, services)).toMatchObject([{ name: 'ClusterNotFoundException' }])
})

test('ELBv2 allows 40 reads at once and then 10 a second', async () => {
  const { world, elb } = aws()
  const describe = () => elb.send(new DescribeTargetGroupsCommand({}))
  const first = await outcomes(41, describe)
  expect(answered(first)).toBe(40)
  expect(first[40]).toEqual({ name: 'Throttling', message: 'Rate exceeded', status: 400 })
  world.advance(1000)
  expect(answered(await outcomes(11, describe))).toBe(10)
})

test('a still world throttles nobody', async () => {
  const { world, ecs } = aws()
  world.setFactor(0)
  expect(answered(await outcomes(60, () => ecs.send(new DescribeClustersCommand({}))))).toBe(60)
})

test('a scenario fills the buckets', async () => {
  const { ecs, world } = aws()
  await outcomes(50, () => ecs.send(new DescribeClustersCommand({})))
  simulator.worlds.play({ account: world.account, region: world.region }, { name: 'empty' })
  world.setFactor(1e-6)
  expect(answered(await outcomes(1, () => ecs.send(new DescribeClustersCommand({}))))).toBe(1)
})

test.each([
  ['ecs.ListTasks', 100, 20],
  ['ecs.UpdateService', 50, 5],
  ['ecs.DeleteTaskDefinitions', 5, 1],
  ['ecs.ListServicesByNamespace', 10, 1],
  ['elbv2.DescribeTargetHealth', 40, 10],
])('%s: %i at once, %i a second', (call, burst, refillPerSecond) => {
  expect(bucketOf(call)).toMatchObject({ burst, refillPerSecond })
})

test('where AWS names no limit there is none', () => {
  expect(bucketOf('elbv2.CreateRule')).toBeUndefined()
  expect(bucketOf('cloudwatch.GetMetricData')).toBeUndefined()
})

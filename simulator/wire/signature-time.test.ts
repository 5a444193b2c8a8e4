import { EC2 } from '@aws-sdk/client-ec2'
import { ECS } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../server.ts'
import { testWorld } from '../services/test-world.ts'
import type { World } from '../world.ts'
import { staleSignature } from './signature-time.ts'

const account = '450000000001'
let simulator: Simulator
let world: World
let client: ReturnType<typeof testWorld>['client']

beforeAll(async () => {
  simulator = await startSimulator({ now: Date.now() })
  ;({ world, client } = testWorld(simulator, account))
  simulator.worlds.estate(world).faults.add([{ operation: '*', checkClock: true }])
})
afterAll(() => simulator.close())
beforeEach(() => world.reset(Date.now()))

const minuteMs = 60_000

test('what is signed now is answered', async () => {
  expect((await new ECS(client).listClusters({})).clusterArns).toEqual([])
})

test.each([
  [10, /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/],
  [
    -10,
    /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
  ],
])('AWS %i minutes ahead of the signature refuses it', async (minutes, message) => {
  world.reset(Date.now() + minutes * minuteMs)
  await expect(new ECS(client).listClusters({})).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    message: expect.stringMatching(message) as string,
    $metadata: { httpStatusCode: 400 },
  })
})

test('each protocol has its own code for it', async () => {
  world.reset(Date.now() + 10 * minuteMs)
  await expect(new ElasticLoadBalancingV2(client).describeLoadBalancers({})).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  })
  await expect(new EC2(client).describeVpcs({})).rejects.toMatchObject({ name: 'RequestExpired' })
})

test.each([10, -10, 24 * 60])(
  'a client that may try again corrects its clock by %i minutes',
  async (minutes) => {
    world.reset(Date.now() + minutes * minuteMs)
    const ecs = new ECS({ ...client, maxAttempts: 3 })
    const { $metadata } = await ecs.listClusters({})
    expect($metadata.attempts).toBe(2)
    expect((await ecs.listClusters({})).$metadata.attempts).toBe(1)
  },
)

const signed = (headers: Record<string, string>, query = '') => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(query),
  headers,
  body: Buffer.alloc(0),
})
const noon = Date.UTC(2026, 8, 21, 12)

test.each([
  [{ 'x-amz-date': '20260921T115500Z' }, '', undefined],
  [{ 'x-amz-date': '20260921T115459Z' }, '', 'Signature expired'],
  [{ 'x-amz-date': '20260921T120500Z' }, '', undefined],
  [{ 'x-amz-date': '20260921T120501Z' }, '', 'Signature not yet current'],
  [{}, 'X-Amz-Date=20260920T120000Z', 'Signature expired'],
  [{ 'x-amz-date': 'yesterday' }, '', undefined],
  [{}, '', undefined],
])('%j %s at noon: %s', (headers, query, wanted) => {
  expect(staleSignature(signed(headers as Record<string, string>, query), noon)?.split(':')[0]).toBe(wanted)
})

import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scope } from '@/lib/api/segments'
import { type Simulator, startSimulator } from '@/simulator/server'
import { aboutEndpoint, now } from './connection'
import { describeCluster, listClusterArns } from './ecs-clusters'
import { describeService, listServiceArns } from './ecs-services'
import { describeTask } from './ecs-tasks'
import { describeTaskDefinition } from './ecs-task-definitions'
import { updateService } from './ecs-update-service'
import { describeTargetGroup, describeTargetHealth } from './elbv2'
import { callerIdentity } from './sts'
import { configure } from './test-wire'

const noon = Date.parse('2030-01-01T12:00:00Z')
const credentials = { accessKeyId: '111122223333', secretAccessKey: 'test' }
let simulator: Simulator
let scope: Scope

beforeEach(async () => {
  simulator = await startSimulator({ now: noon })
  // Cache times of zero: every read goes to the simulator unless one is under way.
  scope = configure(simulator.url, [{ credentials }], 0)
})
afterEach(() => simulator.close())

async function control(verb: string, method: string, body?: unknown): Promise<Record<string, number>> {
  const response = await fetch(`${simulator.url}/_sim/111122223333/eu-west-1/${verb}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, number>
}

/** A cluster with services of no tasks. */
async function estate(services: number): Promise<void> {
  const client = new ECSClient({ endpoint: simulator.url, region: 'eu-west-1', credentials })
  await client.send(new CreateClusterCommand({ clusterName: 'shop' }))
  await client.send(
    new RegisterTaskDefinitionCommand({
      family: 'web',
      containerDefinitions: [{ name: 'web', image: 'shop/web:1', memory: 128 }],
    }),
  )
  for (let index = 0; index < services; index += 1)
    await client.send(
      new CreateServiceCommand({
        cluster: 'shop',
        serviceName: `service-${index}`,
        taskDefinition: 'web',
        desiredCount: 0,
      }),
    )
  client.destroy()
  await control('calls', 'DELETE')
}

async function everyService() {
  const list = await listServiceArns(scope, 'shop')
  if (!list.ok) throw new Error(list.error.message)
  return Promise.all(list.value.map((arn) => describeService(scope, 'shop', arn)))
}

test('every service is listed and described in as few calls as AWS allows, by a hundred viewers too', async () => {
  await estate(123)
  const views = await Promise.all(Array.from({ length: 100 }, everyService))
  for (const reads of views) {
    expect(reads).toHaveLength(123)
    expect(reads.every((read) => read.ok && read.value?.status === 'ACTIVE')).toBe(true)
  }
  expect(await control('calls', 'GET')).toEqual({ 'ecs.ListServices': 2, 'ecs.DescribeServices': 13 })
})

test('what is there, what is not, and what never was are told apart', async () => {
  await estate(1)
  expect(await describeCluster(scope, 'shop')).toMatchObject({ ok: true, value: { activeServicesCount: 1 } })
  expect(await describeCluster(scope, 'nope')).toMatchObject({ ok: true, value: null })
  expect(await describeService(scope, 'shop', 'nope')).toMatchObject({ ok: true, value: null })
  expect(await describeTask(scope, 'shop', 'a'.repeat(32))).toMatchObject({ ok: true, value: null })
  expect(await describeTaskDefinition(scope, 'web:1')).toMatchObject({
    value: { taskDefinition: { revision: 1 } },
  })
  expect(await describeTaskDefinition(scope, 'web:7')).toMatchObject({ ok: true, value: null })
  expect(await listServiceArns(scope, 'nope')).toMatchObject({ ok: false, error: { code: 'not_found' } })
  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/nope/0123456789abcdef'
  expect(await describeTargetGroup(scope, arn)).toMatchObject({ ok: true, value: null })
  expect(await describeTargetHealth(scope, arn)).toMatchObject({ ok: false, error: { code: 'not_found' } })
})

test('the world is told by its account, its clock and its name', async () => {
  expect(await callerIdentity(scope)).toMatchObject({ ok: true, value: { accountId: '111122223333' } })
  expect(aboutEndpoint(scope).simulated).toBe(true)
  for (const seconds of [3_600, 86_400, 7 * 86_400]) {
    const told = (await control('advance', 'POST', { seconds })) as unknown as { now: string }
    const read = await callerIdentity(scope)
    expect(Math.abs(now(scope) - Date.parse(told.now))).toBeLessThan(3_000)
    expect(Math.abs((read.ok ? read.asOf : 0) - Date.parse(told.now))).toBeLessThan(3_000)
  }
})

test('an update is sent once, whatever becomes of its answer', async () => {
  await estate(1)
  const update = { cluster: 'shop', service: 'service-0', desiredCount: 3 }
  await control('faults', 'POST', [{ operation: 'ecs.UpdateService', status: 503, body: '', times: 1 }])
  await expect(updateService(scope, update)).rejects.toMatchObject({
    problem: { code: 'unavailable', message: expect.stringContaining('Outcome unknown') },
  })
  expect(await control('calls', 'GET')).toEqual({ 'ecs.UpdateService': 1, 'ecs.DescribeServices': 1 })
  expect(await updateService(scope, update)).toMatchObject({ desiredCount: 3 })
  expect(await describeService(scope, 'shop', 'service-0')).toMatchObject({ value: { desiredCount: 3 } })
})

test('a service that is denied leaves the others alone', async () => {
  await estate(1)
  await control('faults', 'POST', [{ operation: 'elbv2.*', error: 'AccessDenied', status: 403 }])
  expect(await describeTargetHealth(scope, 'arn:aws:x')).toMatchObject({
    ok: false,
    error: { code: 'forbidden', iamAction: 'elasticloadbalancing:DescribeTargetHealth' },
  })
  expect(await listClusterArns(scope)).toMatchObject({ ok: true })
})

test('what a simulator does not simulate is not offered, rather than empty', async () => {
  await control('faults', 'POST', [{ operation: 'ecs.ListClusters', error: 'NotSimulated' }])
  expect(await listClusterArns(scope)).toMatchObject({
    ok: false,
    error: { code: 'unavailable', message: 'This endpoint does not offer ecs:ListClusters.' },
  })
})

test('half of the reads throttled: the list still comes, the last good one when it does not', async () => {
  await estate(1)
  const good = await listServiceArns(scope, 'shop')
  await control('faults', 'POST', [
    { operation: 'ecs.ListServices', error: 'ThrottlingException', probability: 0.5 },
  ])
  for (let round = 0; round < 5; round += 1)
    expect(await listServiceArns(scope, 'shop')).toMatchObject({ ok: true, value: good.ok && good.value })
})

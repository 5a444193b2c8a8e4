import { CreateServiceCommand, ECSClient } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { problemOf } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import { configure, startWire } from '@/lib/aws/test-wire'
import { stopTask, tasksOf } from '@/lib/task/server'
import { startSimulator, type Simulator } from '@/simulator/server'
import { forceDeployment, scaleService, serviceOf, servicesOf } from './server'

let simulator: Simulator
let scope: Scope
const web = { cluster: 'shop-prod', service: 'web' }

beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12, 34, 56) })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  // Ordinary cache times: what a write answers must not come from the cache.
  scope = configure(simulator.url)
  await control('POST', 'scenario', { name: 'demo', now: '2026-09-21T12:34:56Z' })
})

async function control(method: string, verb: string, body?: unknown): Promise<Record<string, number>> {
  const answer = await fetch(`${simulator.url}/_sim/111122223333/eu-west-1/${verb}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Record<string, number>
}

const problem = (work: Promise<unknown>) => work.then(() => undefined, problemOf)
const updates = async () => (await control('GET', 'calls'))['ecs.UpdateService'] ?? 0

test('scaling answers with the service as AWS has it then', async () => {
  const before = await serviceOf({ scope, params: web })
  expect(before.item).toMatchObject({ desiredCount: 6 })
  const after = await scaleService({ scope, params: web, input: { desiredCount: 8, seen: 6 } })
  expect(after.item).toMatchObject({ name: 'web', desiredCount: 8 })
  // And so do the lists that were cached before.
  const { items } = await servicesOf({ scope, params: { cluster: 'shop-prod' } })
  expect(items.find(({ name }) => name === 'web')?.desiredCount).toBe(8)
})

test.each([
  ['another desired count', { desiredCount: 5 }],
  ['a plain number', 5],
  ['another deployment', { deploymentId: 'ecs-svc/1' }],
  ['another revision', { taskDefinition: 'web:9999' }],
])('what was seen is stale (%s): conflict, and nothing is sent', async (_, seen) => {
  await control('DELETE', 'calls')
  const found = await problem(scaleService({ scope, params: web, input: { desiredCount: 2, seen } }))
  expect(found?.code).toBe('conflict')
  expect(await updates()).toBe(0)
})

test('what was seen is still so', async () => {
  const { item } = await serviceOf({ scope, params: web })
  const primary = item.deployments.find(({ status }) => status === 'PRIMARY')
  const seen = { desiredCount: 6, deploymentId: primary!.id, taskDefinition: item.taskDefinition!.arn }
  expect(
    (await scaleService({ scope, params: web, input: { desiredCount: 7, seen } })).item.desiredCount,
  ).toBe(7)
})

test('a daemon is not scaled', async () => {
  const params = { cluster: 'shop-prod', service: 'metrics-agent' }
  const { item } = await serviceOf({ scope, params })
  expect(item.scale.disabledReason).toContain('daemon')
  const found = await problem(scaleService({ scope, params, input: { desiredCount: 2 } }))
  expect(found).toMatchObject({ code: 'conflict', message: item.scale.disabledReason })
})

test('scaling to 0 names what serves, and the service is stopped after', async () => {
  const { item } = await serviceOf({ scope, params: web })
  expect(item.scale.serves).toEqual(item.addresses.map(({ url }) => url))
  expect(item.scale.serves[0]).toMatch(/^http:\/\/\S+elb\S*amazonaws\.com/)
  const after = await scaleService({ scope, params: web, input: { desiredCount: 0, seen: 6 } })
  expect(after.item.health.level).toBe('stopped')
})

test('a forced deployment is another deployment of the same revision', async () => {
  const before = (await serviceOf({ scope, params: web })).item
  const after = (await forceDeployment({ scope, params: web })).item
  const primary = ({ deployments }: typeof before) => deployments.find(({ status }) => status === 'PRIMARY')
  expect(primary(after)?.id).not.toBe(primary(before)?.id)
  expect(after.taskDefinition).toEqual(before.taskDefinition)
  expect(after.health.level).toBe('deploying')
})

test('CodeDeploy makes its own deployments', async () => {
  const ecs = new ECSClient({
    endpoint: simulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
  })
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'shop-prod',
      serviceName: 'outside',
      taskDefinition: (await serviceOf({ scope, params: web })).item.taskDefinition!.arn,
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [(await serviceOf({ scope, params: web })).item.network!.subnets[0]!],
        },
      },
      launchType: 'FARGATE',
      desiredCount: 0,
      deploymentController: { type: 'CODE_DEPLOY' },
    }),
  )
  ecs.destroy()
  const params = { cluster: 'shop-prod', service: 'outside' }
  const { item } = await serviceOf({ scope, params })
  expect(item.forceDeploymentDisabledReason).toContain('CodeDeploy')
  const forced = await problem(forceDeployment({ scope, params }))
  expect(forced).toMatchObject({ code: 'conflict', message: item.forceDeploymentDisabledReason })
  expect(item.scale.disabledReason).toBeNull()
})

test('an external controller scales and deploys by its task sets: neither is done here, its sets are told', async () => {
  // The simulator has no task sets, so this far end is a fixed one.
  const taskSet = {
    id: 'ecs-svc/9',
    status: 'PRIMARY',
    taskDefinition: 'web:1',
    computedDesiredCount: 2,
    runningCount: 2,
  }
  const outside = {
    serviceName: 'web',
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    deploymentController: { type: 'EXTERNAL' },
    taskSets: [taskSet],
  }
  const replies: Record<string, object> = {
    DescribeServices: { services: [outside] },
    ListTasks: { taskArns: [] },
    DescribeScalableTargets: { ScalableTargets: [] },
  }
  const wire = await startWire(({ operation }) => ({ body: replies[operation] ?? {} }))
  const far = configure(wire.endpoint)
  const { item } = await serviceOf({ scope: far, params: web })
  expect(item.deployments).toMatchObject([
    { id: 'ecs-svc/9', desiredCount: 2, taskDefinition: { family: 'web', revision: 1 } },
  ])
  expect(item.health.level).toBe('unknown')
  const forced = await problem(forceDeployment({ scope: far, params: web }))
  expect(forced).toMatchObject({ code: 'conflict', message: item.forceDeploymentDisabledReason })
  const scaled = await problem(scaleService({ scope: far, params: web, input: { desiredCount: 3 } }))
  expect(scaled).toMatchObject({ code: 'conflict', message: item.scale.disabledReason })
  expect(wire.of('UpdateService')).toEqual([])
  await wire.close()
})

test('stopping a task answers with it stopping, by a user, and does not make a crash loop', async () => {
  const { items } = await tasksOf({ scope, params: { cluster: 'shop-prod' } })
  const [task] = items.filter(
    ({ serviceName, lastStatus }) => serviceName === 'web' && lastStatus === 'RUNNING',
  )
  const params = { cluster: 'shop-prod', task: task!.taskId }
  const { item } = await stopTask({ scope, params, input: { reason: 'a test' } })
  expect(item).toMatchObject({
    desiredStatus: 'STOPPED',
    stopCode: 'UserInitiated',
    health: { level: 'stopped' },
  })
  expect(item.stoppedReason).toContain('a test')
  const service = await serviceOf({ scope, params: web })
  expect(service.item.health.level).toBe('degraded')
  await control('POST', 'advance', { seconds: 300 })
})

test('a task that is not there is not found, and nothing is sent', async () => {
  await control('DELETE', 'calls')
  const params = { cluster: 'shop-prod', task: '0'.repeat(32) }
  expect((await problem(stopTask({ scope, params, input: { reason: 'x' } })))?.code).toBe('not_found')
  expect((await control('GET', 'calls'))['ecs.StopTask']).toBeUndefined()
})

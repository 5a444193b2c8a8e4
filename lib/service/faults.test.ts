import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { problemOf } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import { configure } from '@/lib/aws/test-wire'
import { clusterOf } from '@/lib/cluster/server'
import { overviewOf } from '@/lib/overview/server'
import { searchOf } from '@/lib/search/server'
import { tasksOf } from '@/lib/task/server'
import { startSimulator, type Simulator } from '@/simulator/server'
import { serviceOf, servicesOf } from './server'

// What a console says when AWS says less: the faults are the simulator's, sent over the wire.
let simulator: Simulator
let scope: Scope
const params = { cluster: 'shop-prod' }

beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12, 34, 56) })
})
afterAll(() => simulator.close())
beforeEach(async () => {
  scope = configure(simulator.url, [{}], 0)
  await control('DELETE', 'faults')
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
const fault = (operation: string, rest: object = { error: 'AccessDeniedException', status: 400 }) =>
  control('POST', 'faults', [{ operation, ...rest }])

async function services() {
  const answer = await servicesOf({ scope, params })
  return { ...answer, of: (name: string) => answer.items.find((item) => item.name === name)! }
}

describe('without a permission', () => {
  test('for target health: running, health unknown; what needs none keeps its verdict', async () => {
    await fault('elbv2.DescribeTargetHealth')
    const { of, parts, complete } = await services()
    expect(of('web').health.level).toBe('unknown')
    expect(of('web').health.because[0].text).toContain('running, health unknown')
    expect(of('web').health.because[0].text).toContain('elasticloadbalancing:DescribeTargetHealth')
    expect(of('checkout').health.level).toBe('unknown')
    expect(of('metrics-agent').health.level).toBe('healthy')
    expect(of('payments').health.level).toBe('crash-loop')
    expect(parts.targetHealth?.error?.iamAction).toBe('elasticloadbalancing:DescribeTargetHealth')
    expect(complete).toBe(true)
  })

  test('the same when it was seen healthy a moment before', async () => {
    expect((await services()).of('web').health.level).toBe('healthy')
    await fault('elbv2.DescribeTargetHealth')
    expect((await services()).of('web').health.level).toBe('unknown')
  })

  test('for DescribeServices: every listed name, unknown, and the action by name', async () => {
    await fault('ecs.DescribeServices')
    const { items, complete, parts } = await services()
    expect(items).toHaveLength(10)
    expect(new Set(items.map(({ health }) => health.level))).toEqual(new Set(['unknown']))
    expect(items[0]?.health.because[0].text).toContain('ecs:DescribeServices')
    expect(complete).toBe(false)
    expect(parts.services?.error?.iamAction).toBe('ecs:DescribeServices')
  })

  test('for ListTasks: nothing is green', async () => {
    await fault('ecs.ListTasks')
    const { items, parts } = await services()
    expect(
      items.filter(({ health }) => ['healthy', 'unverified', 'deploying'].includes(health.level)),
    ).toEqual([])
    expect(parts.tasks?.error?.iamAction).toBe('ecs:ListTasks')
    expect(parts.stoppedTasks?.error?.iamAction).toBe('ecs:ListTasks')
  })

  test('for DescribeTasks: unknown by name of the action, and no count of stops', async () => {
    await fault('ecs.DescribeTasks')
    const { of } = await services()
    expect(of('web').health.level).toBe('unknown')
    expect(of('web').health.because[0].text).toContain('ecs:DescribeTasks')
    expect(of('web').unplannedStops).toBeNull()
  })

  test('for ListServices: the error itself, never an empty list', async () => {
    await fault('ecs.ListServices')
    const problem = await servicesOf({ scope, params }).catch(problemOf)
    expect(problem).toMatchObject({ code: 'forbidden', iamAction: 'ecs:ListServices' })
    const { item } = await overviewOf({ scope })
    expect(new Set(item.clusters.map(({ health }) => health.level))).toEqual(new Set(['unknown']))
    expect(item.complete).toBe(false)
  })

  test('for task definitions: what tasks say of themselves holds, and is no more than they say', async () => {
    await fault('ecs.DescribeTaskDefinition')
    const { of, parts } = await services()
    expect(of('reports').health.level).toBe('unverified')
    expect(of('reports').health.because[0].text).toContain('no health check of `app` ever reported')
    expect(of('metrics-agent').health.level).toBe('healthy')
    expect(parts.taskDefinition?.error?.iamAction).toBe('ecs:DescribeTaskDefinition')
  })

  test('for target health: a target group counts no targets, not 0 of 0', async () => {
    await fault('elbv2.DescribeTargetHealth')
    const { item } = await serviceOf({ scope, params: { ...params, service: 'web' } })
    expect(item.targetGroups).toMatchObject([{ name: 'shop-prod-web', healthy: null, total: null }])
  })

  test('for auto scaling: the service page stands, its scaling part says why', async () => {
    await fault('application-autoscaling.*')
    const { item, parts } = await serviceOf({ scope, params: { ...params, service: 'web' } })
    expect(item.health.level).toBe('healthy')
    expect(item.scaling).toBeNull()
    expect(item.scale.warning).toContain('could not be read')
    expect(parts.scaling?.error?.code).toBe('forbidden')
  })
})

describe('from an endpoint that is less than AWS', () => {
  test.each(['ecs.ListTasks', 'ecs.DescribeTasks', 'ecs.DescribeServices', 'elbv2.DescribeTargetHealth'])(
    '%s answers with a page of HTML: no crash, no green web',
    async (operation) => {
      await fault(operation, { status: 500, body: '<html><body>oops</body></html>' })
      const { of } = await services()
      expect(of('web').health.level).toBe('unknown')
      expect(of('web').health.because[0].text).not.toMatch(/<html|SyntaxError|\bat \w+ \(/)
    },
  )

  test.each(['{}', '{"serviceArns":null}', '[]'])(
    'ListServices answers %s: an error, never 0 services',
    async (body) => {
      await fault('ecs.ListServices', { status: 200, body })
      const problem = await servicesOf({ scope, params }).then(() => undefined, problemOf)
      expect(problem?.code).toBe('unavailable')
    },
  )

  test('ListTasks answers with no tasks while services count them: unknown, not failing, not green', async () => {
    await fault('ecs.ListTasks', { status: 200, body: '{"taskArns":[]}' })
    const { of } = await services()
    expect(of('web').health.level).toBe('unknown')
    expect(of('web').health.because[0].text).toMatch(/ECS counts \d+ tasks in shop-prod and lists none/)
  })

  test('ListServices answers with no services while the cluster counts them: not complete, and says so', async () => {
    await fault('ecs.ListServices', { status: 200, body: '{"serviceArns":[]}' })
    const { parts, complete } = await services()
    expect(complete).toBe(false)
    expect(parts.services?.error?.message).toContain('ECS counts 10 services in shop-prod')
  })

  test('a list of tasks that does not end: nothing is judged by what came of it', async () => {
    await fault('ecs.ListTasks', { status: 200, body: '{"taskArns":[],"nextToken":"again"}' })
    const { items, of } = await services()
    expect(of('payments').health.level).toBe('unknown')
    expect(of('web').health.because[0].text).toContain('does not end')
    expect(items.find(({ unplannedStops }) => unplannedStops !== null)).toBeUndefined()
  })

  test('a list of services that does not end: the cluster is not green by the first of them', async () => {
    const data = { cluster: 'data' }
    const [first] = (await servicesOf({ scope, params: data })).items
    expect((await clusterOf({ scope, params: data })).item.health.level).toBe('healthy')
    const body = JSON.stringify({ serviceArns: [first?.arn], nextToken: 'again' })
    await fault('ecs.ListServices', { status: 200, body })
    const { item } = await clusterOf({ scope, params: data })
    expect(item.levels.healthy).toBeGreaterThan(0)
    expect(item.health.level).toBe('unknown')
    expect((await searchOf({ scope, input: { q: first?.name ?? '' } })).complete).toBe(false)
  })

  test('a search that could not read the tasks does not claim to be complete', async () => {
    const { item } = await serviceOf({ scope, params: { ...params, service: 'web' } })
    const ask = () => searchOf({ scope, input: { q: item.deployments[0]?.id ?? '' } })
    expect((await ask()).complete).toBe(true)
    await fault('ecs.ListTasks')
    expect(await ask()).toMatchObject({ total: 0, complete: false })
  })

  test('a revision that could not be looked up does not count as absent', async () => {
    await fault('ecs.DescribeTaskDefinition')
    const answer = await searchOf({ scope, input: { q: 'web:999' } })
    expect(answer.complete).toBe(false)
    expect(answer.parts.taskDefinition?.error?.iamAction).toBe('ecs:DescribeTaskDefinition')
  })

  test('one part that hangs costs only itself', async () => {
    await fault('elbv2.DescribeTargetHealth', { hang: true })
    const { of } = await services()
    expect(of('web').health.level).toBe('unknown')
    expect(of('metrics-agent').health.level).toBe('healthy')
  })
})

test('tasks are listed once for the whole cluster, whatever the number of services', async () => {
  scope = configure(simulator.url, [{}], 1)
  await control('DELETE', 'calls')
  await services()
  const calls = await control('GET', 'calls')
  expect(calls['ecs.ListTasks']).toBeLessThanOrEqual(3)
  expect(calls['ecs.ListServices']).toBe(1)
  expect(calls['ecs.DescribeServices']).toBeLessThanOrEqual(2)
})

test('a cluster without tasks or services is a calm, empty list', async () => {
  const answer = await servicesOf({ scope, params: { cluster: 'empty' } })
  expect(answer).toMatchObject({ total: 0, complete: true, items: [] })
  expect(await tasksOf({ scope, params: { cluster: 'empty' } })).toMatchObject({ total: 0, complete: true })
})

test.each([
  ['a service', () => serviceOf({ scope, params: { ...params, service: 'nothing' } })],
  ['a cluster', () => servicesOf({ scope, params: { cluster: 'nothing' } })],
  ['the tasks of a cluster', () => tasksOf({ scope, params: { cluster: 'nothing' } })],
])('%s that is not there is not found', async (_, ask) => {
  const problem = await ask().then(() => undefined, problemOf)
  expect(problem?.code).toBe('not_found')
})

test('tasks that are listed and MISSING when described are not silently none', async () => {
  await control('POST', 'scenario', { name: 'fault-failures-all', now: '2026-09-21T12:34:56Z' })
  const answer = await tasksOf({ scope, params })
  expect(answer.complete).toBe(false)
  expect(answer.items).toEqual([])
  expect(answer.total).toBeGreaterThan(20)
})

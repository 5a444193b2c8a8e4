import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import { configure } from '@/lib/aws/test-wire'
import { clusterOf, clustersOf } from '@/lib/cluster/server'
import { connectionOf } from '@/lib/connection/server'
import { clusterEventsOf } from '@/lib/event/server'
import { instancesOf } from '@/lib/instance/server'
import { clusterMetricsOf, serviceMetricsOf } from '@/lib/metric/server'
import { searchOf } from '@/lib/search/server'
import { allServicesOf, serviceOf, servicesOf, serviceTasksOf } from '@/lib/service/server'
import { taskOf, tasksOf } from '@/lib/task/server'
import { familiesOf, revisionsOf, taskDefinitionOf } from '@/lib/task-definition/server'
import { startSimulator, type Simulator } from '@/simulator/server'
import { overviewOf } from './server'

// One demo estate, read through every slice.
let simulator: Simulator
let scope: Scope
const cluster = { cluster: 'shop-prod' }

beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12, 34, 56) })
  scope = configure(simulator.url)
  await control('scenario', { name: 'demo', now: '2026-09-21T12:34:56Z' })
})
afterAll(() => simulator.close())

async function control(verb: string, body: unknown): Promise<void> {
  const answer = await fetch(`${simulator.url}/_sim/111122223333/eu-west-1/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
}
const problem = (work: Promise<unknown>) => work.then(() => undefined, problemOf)

test('the overview: what is wrong, worst first, and every cluster', async () => {
  const { item, now, asOf } = await overviewOf({ scope })
  const titles = item.attention.map(
    (each) => `${each.health.level} ${each.kind === 'many' ? '' : each.title}`,
  )
  expect(titles).toEqual([
    'failing image-resizer',
    'failing mailer',
    'failing search',
    'crash-loop flaky',
    'crash-loop payments',
    // Its roll-out may neither stop nor start a task, and ECS said so hours ago.
    'degraded checkout-staging',
  ])
  expect(item.clusters.map(({ name, health }) => `${name} ${health.level}`)).toEqual(
    expect.arrayContaining(['data healthy', 'empty stopped', 'shop-prod failing']),
  )
  expect(item.complete).toBe(true)
  expect(item.levels.unknown).toBeUndefined()
  expect(Date.parse(now) - Date.parse(asOf)).toBeLessThan(5_000)
})

test('clusters: Container Insights, counts and levels', async () => {
  const { items, total } = await clustersOf({ scope })
  expect(total).toBe(4)
  expect(
    Object.fromEntries(items.map(({ name, containerInsights }) => [name, containerInsights])),
  ).toMatchObject({
    data: 'enhanced',
    'shop-prod': 'enabled',
    'shop-staging': 'disabled',
  })
  const { item } = await clusterOf({ scope, params: cluster })
  expect(item.levels).toMatchObject({
    failing: 3,
    'crash-loop': 2,
    healthy: 2,
    deploying: 1,
    unverified: 1,
    stopped: 1,
  })
  expect((await problem(clusterOf({ scope, params: { cluster: 'nothing' } })))?.code).toBe('not_found')
})

test('all services are those of every cluster', async () => {
  const all = await allServicesOf({ scope })
  const own = await servicesOf({ scope, params: cluster })
  expect(all.items.filter(({ clusterName }) => clusterName === 'shop-prod').map(({ name }) => name)).toEqual(
    own.items.map(({ name }) => name),
  )
  expect(all.complete).toBe(true)
})

test('a service in full: address, target group, circuit breaker, digest, definition without a value', async () => {
  const { item, parts } = await serviceOf({ scope, params: { ...cluster, service: 'web' } })
  expect(item.addresses[0]).toMatchObject({ port: 80, host: expect.stringMatching(/elb.*amazonaws\.com$/) })
  expect(item.targetGroups[0]).toMatchObject({ healthy: 6, total: 6, targetType: 'ip' })
  expect(item.minimumHealthyPercent).toEqual(expect.any(Number))
  expect(item.deployments[0]?.images[0]?.digests[0]).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(item.definition?.containers.length).toBeGreaterThan(0)
  for (const container of item.definition?.containers ?? [])
    for (const { value } of container.environment) expect(value).toHaveProperty('redacted', true)
  expect(Object.values(parts).filter(({ error }) => error)).toEqual([])
})

test('its tasks with their targets, and one of them in full', async () => {
  const { items } = await serviceTasksOf({ scope, params: { ...cluster, service: 'web' } })
  const running = items.filter(({ lastStatus }) => lastStatus === 'RUNNING')
  expect(running).toHaveLength(6)
  for (const task of running)
    expect(task.targets).toMatchObject([{ state: 'healthy', targetId: task.privateIp }])
  const { item } = await taskOf({ scope, params: { ...cluster, task: running[0]!.taskId } })
  expect(item).toMatchObject({
    serviceName: 'web',
    health: { level: 'healthy' },
    effective: { family: 'web' },
  })
  expect(item.network).toMatchObject({ networkMode: 'awsvpc', privateIp: item.privateIp })
  const absent = taskOf({ scope, params: { ...cluster, task: 'f'.repeat(32) } })
  expect((await problem(absent))?.code).toBe('not_found')
})

test('tasks of the cluster: running before stopped, stop reasons and exit codes', async () => {
  const { items, complete } = await tasksOf({ scope, params: cluster })
  expect(complete).toBe(true)
  const firstStopped = items.findIndex(({ lastStatus }) => lastStatus === 'STOPPED')
  expect(items.slice(firstStopped).every(({ lastStatus }) => lastStatus === 'STOPPED')).toBe(true)
  const oom = items.find(({ serviceName, stopCode }) => serviceName === 'payments' && stopCode)
  expect(oom?.containers).toContainEqual(
    expect.objectContaining({ exitCode: 137, reason: expect.stringContaining('OutOfMemory') }),
  )
})

test('instances, events and metrics', async () => {
  const instances = await instancesOf({ scope, params: cluster })
  expect(instances.items.length).toBeGreaterThan(0)
  expect(instances.items[0]).toMatchObject({ agentConnected: true, remainingMemoryMib: expect.any(Number) })
  const events = await clusterEventsOf({ scope, params: cluster })
  const times = events.items.map(({ at }) => at)
  expect(times).toEqual([...times].sort().reverse())
  expect(new Set(events.items.map(({ kind }) => kind)).size).toBeGreaterThan(3)
  const { items } = await clusterMetricsOf({ scope, params: cluster })
  const web = items.find(({ serviceName }) => serviceName === 'web')
  expect(web?.cpu?.values.length).toBe(36)
  expect(web?.cpu?.last?.value).toBeGreaterThan(0)
  expect(items.find(({ serviceName }) => serviceName === 'legacy-admin')?.cpu).toBeNull()
  const one = await serviceMetricsOf({ scope, params: { ...cluster, service: 'web' } })
  expect(one.items[0]?.memory?.values.length).toBe(180)
})

test('task definitions: families, revisions newest first, one revision', async () => {
  const families = await familiesOf({ scope })
  expect(families.items.map(({ family }) => family)).toContain('payments')
  const revisions = await revisionsOf({ scope, params: { family: 'payments' } })
  const numbers = revisions.items.map(({ revision }) => revision)
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
  const params = { family: 'payments', revision: String(numbers[0]) }
  expect((await taskDefinitionOf({ scope, params })).item).toMatchObject({
    family: 'payments',
    status: 'ACTIVE',
  })
  expect(
    (await problem(taskDefinitionOf({ scope, params: { family: 'nothing', revision: '1' } })))?.code,
  ).toBe('not_found')
  expect((await problem(revisionsOf({ scope, params: { family: 'nothing' } })))?.code).toBe('not_found')
})

test('who the console is at AWS', async () => {
  const { item } = await connectionOf({ scope, identity: { access: 'read-only' } })
  expect(item).toMatchObject({ accountId: '111122223333', simulated: true, access: 'read-only' })
  expect(item.callerArn).not.toMatch(/:root$/)
})

test('search finds by everything that a person may have at hand', async () => {
  const { items } = await serviceTasksOf({ scope, params: { ...cluster, service: 'web' } })
  const task = items[0]!
  const service = (await serviceOf({ scope, params: { ...cluster, service: 'web' } })).item
  const [instance] = (await instancesOf({ scope, params: cluster })).items
  const first = async (q: string) => (await searchOf({ scope, input: { q } })).items[0]
  const taskHit = {
    kind: 'task',
    title: task.taskId,
    path: expect.stringContaining(`/clusters/shop-prod/tasks/${task.taskId}`),
  }
  expect(await first('web')).toMatchObject({ kind: 'service', title: 'web', level: 'healthy' })
  expect(await first(task.taskId)).toMatchObject(taskHit)
  expect(await first(task.arn)).toMatchObject(taskHit)
  expect(await first(task.privateIp!)).toMatchObject(taskHit)
  expect((await first(service.images[0]!))?.detail).toContain('image')
  expect(await first(service.arn)).toMatchObject({ kind: 'service', title: 'web' })
  expect(await first(service.targetGroups[0]!.arn)).toMatchObject({ kind: 'target-group' })
  expect(await first(service.targetGroups[0]!.name)).toMatchObject({ kind: 'target-group' })
  expect(await first(instance!.ec2InstanceId!)).toMatchObject({ kind: 'instance' })
  const { taskDefinition } = service
  const revision = `web:${taskDefinition!.revision}`
  const kinds = (await searchOf({ scope, input: { q: revision } })).items.map(({ kind }) => kind)
  expect(kinds).toContain('task-definition')
  expect(await first(taskDefinition!.arn)).toMatchObject({ title: expect.stringMatching(/^web/) })
  expect((await searchOf({ scope, input: { q: 'no such thing' } })).items).toEqual([])
})

test('the scheduled task that failed in the night stands on the overview after it', async () => {
  const fresh = configure(simulator.url)
  await control('scenario', { name: 'demo', now: '2026-09-21T02:20:00Z' })
  const { item } = await overviewOf({ scope: fresh })
  expect(item.attention.filter(({ kind }) => kind === 'task')).toMatchObject([
    { title: 'nightly-report', health: { level: 'failing' } },
  ])
})

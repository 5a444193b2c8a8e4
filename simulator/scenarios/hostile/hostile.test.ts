import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { ECS, type Service } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { testWorld } from '../../services/test-world.ts'
import { corpus } from './corpus.ts'
import plantings from './payloads.json' with { type: 'json' }

const account = '111122223333'
const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let client: ReturnType<typeof testWorld>['client']
let ecs: ECS
let elb: ElasticLoadBalancingV2

/** Every text that came over the wire, and every pair of a name and its value, NUL between them. */
const texts = new Set<string>()

function keep(value: unknown): void {
  if (typeof value === 'string') texts.add(value)
  if (Array.isArray(value)) value.forEach(keep)
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return
  const { key, name, value: held } = value as Record<string, unknown>
  if (typeof held === 'string') texts.add(`${String(key ?? name)}\0${held}`)
  for (const [member, one] of Object.entries(value)) {
    keep(member)
    keep(one)
    if (typeof one === 'string') texts.add(`${member}\0${one}`)
  }
}

beforeAll(async () => {
  simulator = await startSimulator({ now })
  client = testWorld(simulator, account).client
  ecs = new ECS(client)
  elb = new ElasticLoadBalancingV2(client)
  const answer = await fetch(`${simulator.url}/_sim/${account}/eu-west-1/scenario`, {
    method: 'POST',
    body: JSON.stringify({ name: 'hostile', now: new Date(now).toISOString(), seed: 7 }),
  })
  expect(answer.status).toBe(200)
  const { clusterArns: clusters } = await ecs.listClusters({})
  keep(await ecs.describeClusters({ clusters, include: ['TAGS', 'SETTINGS'] }))
  await readCluster('hostile')
  const { taskDefinitionArns = [] } = await ecs.listTaskDefinitions({})
  for (const taskDefinition of taskDefinitionArns)
    keep(await ecs.describeTaskDefinition({ taskDefinition, include: ['TAGS'] }))
  const { TargetGroups = [] } = await elb.describeTargetGroups({})
  keep(TargetGroups)
  for (const { TargetGroupArn } of TargetGroups) keep(await elb.describeTargetHealth({ TargetGroupArn }))
})
afterAll(() => simulator.close())

async function readCluster(cluster: string): Promise<Service[]> {
  const found: Service[] = []
  const { serviceArns = [] } = await ecs.listServices({ cluster, maxResults: 100 })
  for (let i = 0; i < serviceArns.length; i += 10) {
    const asked = serviceArns.slice(i, i + 10)
    const { services = [], failures } = await ecs.describeServices({
      cluster,
      services: asked,
      include: ['TAGS'],
    })
    expect(failures).toEqual([])
    found.push(...services)
  }
  keep(found)
  for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
    const { taskArns: tasks } = await ecs.listTasks({ cluster, desiredStatus })
    if (tasks?.length) keep(await ecs.describeTasks({ cluster, tasks, include: ['TAGS'] }))
  }
  const { containerInstanceArns: containerInstances } = await ecs.listContainerInstances({ cluster })
  if (containerInstances?.length) keep(await ecs.describeContainerInstances({ cluster, containerInstances }))
  return found
}

/** What XML cannot carry is replaced. */
const inXml = (text: string) =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')

const byMarker = new Map(corpus().map((payload) => [payload.marker, payload]))
const cases = plantings.map(({ marker, place }) => ({ place, ...byMarker.get(marker)! }))

test.each(cases.filter(({ place }) => place !== 'error message'))(
  '$marker ($kind) arrives as $place, unchanged',
  ({ marker, place, text, exact }) => {
    if (exact) expect(texts.has(`${text}\0${marker}`) || texts.has(`${marker}\0${text}`)).toBe(true)
    else expect(texts.has(place.startsWith('target ') ? inXml(text) : text)).toBe(true)
  },
)

test('error messages are hostile too', async () => {
  const metrics = { MetricDataQueries: [], StartTime: new Date(0), EndTime: new Date(60_000) }
  const scaling = new ApplicationAutoScaling(client)
  const calls = [
    scaling.describeScalableTargets({ ServiceNamespace: 'ecs' }),
    new CloudWatch(client).getMetricData(metrics),
    elb.describeListeners({}),
    elb.describeRules({}),
    scaling.describeScalingPolicies({ ServiceNamespace: 'ecs' }),
    elb.describeLoadBalancers({}),
    ecs.listServiceDeployments({ service: 'carrier-1' }),
    ecs.describeCapacityProviders({}),
  ]
  const messages = await Promise.all(calls.map((call) => call.catch((error: Error) => error.message)))
  const wanted = cases.filter(({ place }) => place === 'error message').map(({ text }) => text)
  expect(wanted).toHaveLength(8)
  const unchanged = (text: string) => messages.includes(text) || messages.includes(inXml(text))
  expect(wanted.filter((text) => !unchanged(text))).toEqual([])
})

test('what stands in a cluster with a hostile name can be asked for by that name and by its ARN', async () => {
  const { clusters = [] } = await ecs.describeClusters({ clusters: (await ecs.listClusters({})).clusterArns })
  const named = clusters.filter(({ clusterName }) => !/^[\w-]{1,255}$/.test(clusterName ?? ''))
  expect(named.length).toBeGreaterThan(5)
  for (const { clusterName = '', clusterArn = '' } of named) {
    for (const cluster of clusterName.startsWith('arn:') ? [clusterArn] : [clusterName, clusterArn])
      expect(await readCluster(cluster)).toMatchObject([
        { serviceName: 'inside', runningCount: 1, clusterArn },
      ])
  }
})

test('names that AWS would refuse and nobody made are still refused', async () => {
  await expect(ecs.listServices({ cluster: '<b>' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  })
})

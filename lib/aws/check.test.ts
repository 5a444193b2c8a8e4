import { afterEach, expect, test } from 'vitest'
import { metricSeries } from './cloudwatch'
import { describeTargetHealth } from './elbv2'
import { describeScalableTarget } from './application-auto-scaling'
import { describeCluster, listClusterArns } from './ecs-clusters'
import { describeService, listServiceArns } from './ecs-services'
import { describeTaskDefinition } from './ecs-task-definitions'
import { describeTask, listTaskArns } from './ecs-tasks'
import { callerIdentity } from './sts'
import { configure, startWire, type Wire, type WireReply } from './test-wire'

let wire: Wire
afterEach(() => wire.close())

async function against(reply: WireReply) {
  wire = await startWire(() => reply)
  return configure(wire.endpoint)
}

const query = {
  namespace: 'AWS/ECS',
  metricName: 'CPUUtilization',
  dimensions: { ClusterName: 'c' },
  stat: 'Average',
  periodSeconds: 60,
  windowSeconds: 600,
}

test.each([
  ['an empty 200', ''],
  ['an empty object', '{}'],
  ['an array', '[]'],
])('%s is an error, never "none"', async (_, body) => {
  const scope = await against({ body })
  const reads = await Promise.all([
    listClusterArns(scope),
    listServiceArns(scope, 'c'),
    listTaskArns(scope, 'c', 'RUNNING'),
    describeCluster(scope, 'c'),
    describeService(scope, 'c', 's'),
    describeTask(scope, 'c', 't'),
    describeScalableTarget(scope, 'c', 's'),
    metricSeries(scope, query),
  ])
  for (const read of reads)
    expect(read).toMatchObject({ ok: false, error: { code: 'unavailable', message: /missing|unreadable/ } })
})

test.each([
  ['nothing', ''],
  ['HTML', '<html><body>ok</body></html>'],
  ['an empty result', '<R><DescribeTargetHealthResult/></R>'],
])('%s for XML is an error too', async (_, body) => {
  const scope = await against({ body })
  expect(await describeTargetHealth(scope, 'arn:x')).toMatchObject({
    ok: false,
    error: { code: 'unavailable' },
  })
  expect(await callerIdentity(scope)).toMatchObject({ ok: false, error: { code: 'unavailable' } })
})

test('an empty list in XML is an empty list', async () => {
  const scope = await against({
    body: '<R><DescribeTargetHealthResult><TargetHealthDescriptions/></DescribeTargetHealthResult></R>',
  })
  expect(await describeTargetHealth(scope, 'arn:x')).toMatchObject({ ok: true, value: [] })
})

test.each([
  ['services is not a list', { services: { a: 1 } }],
  ['services is not a list', { services: 'web' }],
  ['services[0] is not an object', { services: ['web'] }],
  ['services[0].desiredCount is not a number', { services: [{ serviceName: 's', desiredCount: 'many' }] }],
  ['services[0].serviceName is not a string', { services: [{ serviceName: { a: 1 } }] }],
  ['services[0].deployments is not a list', { services: [{ serviceName: 's', deployments: {} }] }],
  ['services[0].enableECSManagedTags is not true or false', { services: [{ enableECSManagedTags: 3 }] }],
  ['an item has no name', { services: [{ desiredCount: 1 }] }],
])('a wrong type is an error that says where: %s', async (where, body) => {
  const scope = await against({ body })
  const read = await describeService(scope, 'c', 's')
  expect(read).toMatchObject({
    ok: false,
    error: { code: 'unavailable', message: expect.stringContaining(where) },
  })
})

test('what lesser endpoints send is straightened', async () => {
  const scope = await against({
    body: {
      services: [
        null,
        {
          serviceName: 's',
          desiredCount: '3',
          launchType: 'MOONBASE',
          status: '',
          taskDefinition: 'web:3',
          createdAt: '1700000000.5',
          tags: null,
          deployments: [null, { id: 5, status: 'ODD' }],
          unheardOf: { a: 1 },
        },
      ],
      failures: null,
    },
  })
  expect(await describeService(scope, 'c', 's')).toMatchObject({
    ok: true,
    value: {
      serviceName: 's',
      desiredCount: 3,
      launchType: 'MOONBASE',
      status: '',
      taskDefinition: 'web:3',
      createdAt: new Date(1_700_000_000_500),
      deployments: [{ id: '5', status: 'ODD' }],
    },
  })
})

test('a container of a task may have its cpu as a number', async () => {
  const scope = await against({
    body: { tasks: [{ taskArn: 'arn:x:task/c/t', containers: [{ name: 'a', cpu: 256, memory: 512 }] }] },
  })
  expect(await describeTask(scope, 'c', 't')).toMatchObject({
    value: { containers: [{ cpu: '256', memory: '512' }] },
  })
})

test('ISO dates where AWS has numbers are read; the same text elsewhere is left alone', async () => {
  const scope = await against({
    body: {
      services: [
        {
          serviceName: 's',
          createdAt: '2030-01-01T12:00:00.5Z',
          events: [{ id: 'e', createdAt: '2030-01-01T13:00:00+01:00', message: '2030-01-01T12:00:00Z' }],
        },
      ],
    },
  })
  expect(await describeService(scope, 'c', 's')).toMatchObject({
    ok: true,
    value: {
      createdAt: new Date('2030-01-01T12:00:00.5Z'),
      events: [{ createdAt: new Date('2030-01-01T12:00:00Z'), message: '2030-01-01T12:00:00Z' }],
    },
  })
})

test('a date with a space is read, one that is none is left out, in lists of dates too', async () => {
  const scope = await against({
    body: {
      tasks: [
        {
          taskArn: 'arn:x:task/c/t',
          createdAt: '2030-01-01 12:00:00.250000+00:00',
          startedAt: '2030-13-41 99:99:99',
        },
      ],
    },
  })
  const task = await describeTask(scope, 'c', 't')
  expect(task).toMatchObject({ ok: true, value: { createdAt: new Date('2030-01-01T12:00:00.25Z') } })
  expect(task.ok && task.value).not.toHaveProperty('startedAt')
  await wire.close()
  let at = 0
  wire = await startWire(({ input }) => {
    at = (input.StartTime as number) + 120
    const Timestamps = [new Date(at * 1000).toISOString()]
    return { body: { MetricDataResults: [{ Id: 'q0', StatusCode: 'Complete', Timestamps, Values: [12.5] }] } }
  })
  const series = await metricSeries(configure(wire.endpoint), query)
  expect(series).toMatchObject({ ok: true, value: { last: { value: 12.5, at: at * 1000 } } })
})

test('a text of a megabyte is cut before it is kept, as value, as key and in an error; a token is not', async () => {
  const megabyte = 'm'.repeat(1_048_576)
  const note = '…⟨cut: 1,048,576 characters⟩'
  const events = [{ id: 'e', createdAt: 1_700_000_000, message: megabyte }]
  const service = await describeService(
    await against({ body: { services: [{ serviceName: 's', events }] } }),
    'c',
    's',
  )
  expect(service).toMatchObject({ ok: true, value: { events: [{ message: 'm'.repeat(65_536) + note }] } })
  await wire.close()

  const dockerLabels = { [megabyte]: 'a', short: megabyte }
  const definition = await describeTaskDefinition(
    await against({ body: { taskDefinition: { containerDefinitions: [{ dockerLabels }] } } }),
    'web:1',
  )
  expect(definition).toMatchObject({
    ok: true,
    value: {
      taskDefinition: {
        containerDefinitions: [
          { dockerLabels: { ['m'.repeat(65_536) + note]: 'a', short: 'm'.repeat(65_536) + note } },
        ],
      },
    },
  })
  await wire.close()

  const odd = { body: { taskDefinition: { containerDefinitions: [{ dockerLabels: { [megabyte]: {} } }] } } }
  const refused = await describeTaskDefinition(await against(odd), 'web:1')
  expect(refused).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/malformed: .{1,400}$/) },
  })
  await wire.close()

  wire = await startWire(({ input }) => ({
    body: {
      serviceArns: ['arn:x:service/c/web'],
      ...(input.nextToken === undefined && { nextToken: megabyte }),
    },
  }))
  expect(await listServiceArns(configure(wire.endpoint), 'c')).toMatchObject({ ok: true })
  expect(wire.calls.map(({ input }) => input.nextToken)).toEqual([undefined, megabyte])
})

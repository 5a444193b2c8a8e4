import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '@/lib/api/segments'
import { configure, startWire, type Wire, type WireCall, type WireReply } from '@/lib/aws/test-wire'
import { tasksOf } from '@/lib/task/server'
import { servicesOf } from './server'

// What emulators of AWS are known to answer. None of it may show as a healthy service, and none may hide one.
const definition = (family: string, healthCheck?: object) => ({
  taskDefinitionArn: `arn:aws:ecs:eu-west-1:1:task-definition/${family}:1`,
  family,
  revision: 1,
  containerDefinitions: [{ name: 'app', image: 'app', essential: true, ...(healthCheck && { healthCheck }) }],
})
const definitions = [definition('plain'), definition('checked', { command: ['CMD', 'true'] })]
const entry = { targetGroupArn: 'arn:x:targetgroup/tg/1', containerName: 'app', containerPort: 80 }
const targets = `<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member>
<Target><Id>10.0.0.1</Id><Port>80</Port></Target><TargetHealth><State>healthy</State></TargetHealth>
</member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`

const serviceOf = (serviceName: string, more: object = {}) => ({
  serviceName,
  serviceArn: `arn:aws:ecs:eu-west-1:1:service/c/${serviceName}`,
  status: 'ACTIVE',
  desiredCount: 1,
  runningCount: 1,
  pendingCount: 0,
  deployments: [],
  events: [],
  loadBalancers: null,
  ...more,
})
const services = [
  serviceOf('counted-only'),
  serviceOf('plain'),
  serviceOf('called-healthy'),
  serviceOf('checked'),
  serviceOf('balanced', { loadBalancers: [entry] }),
]
const taskOf = (id: string, serviceName: string, more: object = {}) => ({
  taskArn: `arn:aws:ecs:eu-west-1:1:task/c/${id}`,
  taskDefinitionArn: definitions[0]?.taskDefinitionArn,
  group: `service:${serviceName}`,
  lastStatus: 'RUNNING',
  desiredStatus: 'RUNNING',
  healthStatus: '',
  cpu: 256,
  containers: [{ name: 'app', lastStatus: 'RUNNING', memory: 512 }],
  ...more,
})
const healthy = {
  healthStatus: 'HEALTHY',
  containers: [{ name: 'app', lastStatus: 'RUNNING', healthStatus: 'HEALTHY' }],
}
const tasks = [
  taskOf('1', 'plain'),
  taskOf('2', 'called-healthy', healthy),
  taskOf('3', 'checked', { ...healthy, taskDefinitionArn: 'checked:1' }),
  taskOf('4', 'balanced'),
  taskOf('5', 'plain', { lastStatus: 'STOPPED', desiredStatus: 'STOPPED', containers: null }),
]

const last = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

/** Lists ignore every filter; what is not there is answered with an HTML page. */
function answer({ operation, input }: WireCall): WireReply {
  const asked = (member: string) => (input[member] as string[]).map(last)
  switch (operation) {
    case 'ListServices':
      return { body: { serviceArns: services.map(({ serviceArn }) => serviceArn), nextToken: null } }
    case 'DescribeServices':
      return {
        body: { services: services.filter((each) => asked('services').includes(last(each.serviceArn))) },
      }
    case 'ListTasks':
      return { body: { taskArns: tasks.map(({ taskArn }) => taskArn), nextToken: '' } }
    case 'DescribeTasks':
      return {
        body: { tasks: tasks.filter((task) => asked('tasks').includes(last(task.taskArn))), failures: null },
      }
    case 'DescribeTaskDefinition': {
      const name = last(String(input.taskDefinition))
      return { body: { taskDefinition: definitions.find(({ family }) => `${family}:1` === name) } }
    }
    case 'DescribeTargetHealth':
      return { body: targets }
  }
  return { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Internal Server Error</h1>' }
}

let wire: Wire
let scope: Scope
beforeAll(async () => {
  wire = await startWire(answer)
  scope = configure(wire.endpoint)
})
afterAll(() => wire.close())

test('verdicts on services of an odd endpoint', async () => {
  const { items, complete } = await servicesOf({ scope, params: { cluster: 'c' } })
  expect(complete).toBe(true)
  const verdicts = items.map(({ name, health }) => [name, health.level, health.because[0].text])
  expect(verdicts).toEqual([
    ['balanced', 'unknown', expect.stringContaining('AWS gives no address of this task')],
    ['called-healthy', 'unverified', expect.stringContaining('without a health check')],
    ['checked', 'healthy', expect.stringContaining('passes its health check')],
    ['counted-only', 'unknown', 'ECS counts 1 running task that it does not describe'],
    ['plain', 'unverified', expect.stringContaining('`app` has no health check')],
  ])
})

test('a task that both lists give stands once, by its own status', async () => {
  const { items, total } = await tasksOf({ scope, params: { cluster: 'c' } })
  expect(total).toBe(5)
  expect(items.map(({ taskId, lastStatus }) => `${taskId} ${lastStatus}`).sort()).toEqual([
    '1 RUNNING',
    '2 RUNNING',
    '3 RUNNING',
    '4 RUNNING',
    '5 STOPPED',
  ])
})

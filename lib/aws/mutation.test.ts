import { afterEach, expect, test } from 'vitest'
import { describeService, listServiceArns } from './ecs-services'
import { stopTask } from './ecs-tasks'
import { updateService } from './ecs-update-service'
import { configure, startWire, type Wire, type WireReply } from './test-wire'

let wire: Wire | undefined
afterEach(() => wire?.close())

type State = { desiredCount: number; deploymentId: string }

/** A far end that keeps one service; `answer` says how UpdateService ends, `applies` whether it took effect. */
async function serving(answer: WireReply | undefined, applies: boolean) {
  const state: State = { desiredCount: 2, deploymentId: 'ecs-svc/1' }
  const service = () => ({
    serviceName: 'web',
    desiredCount: state.desiredCount,
    deployments: [{ id: state.deploymentId, status: 'PRIMARY' }],
  })
  const made = await startWire(({ operation, input }): WireReply => {
    if (operation === 'ListServices') return { body: { serviceArns: ['arn:x:service/c/web'] } }
    if (operation === 'DescribeServices') return { body: { services: [service()] } }
    if (operation !== 'UpdateService') return { status: 501, body: {} }
    if (applies && typeof input.desiredCount === 'number') state.desiredCount = input.desiredCount
    if (applies && input.forceNewDeployment === true) state.deploymentId = 'ecs-svc/2'
    return answer ?? { body: { service: service() } }
  })
  wire = made
  return { wire: made, scope: configure(made.endpoint) }
}

const scale = { cluster: 'c', service: 'web', desiredCount: 5 }
const force = { cluster: 'c', service: 'web', forceNewDeployment: true }

test('an update is sent as asked, once, and what was cached of the cluster is read anew', async () => {
  const { wire, scope } = await serving(undefined, true)
  await describeService(scope, 'c', 'web')
  await listServiceArns(scope, 'c')
  expect(await updateService(scope, scale)).toMatchObject({ serviceName: 'web', desiredCount: 5 })
  expect(await describeService(scope, 'c', 'web')).toMatchObject({ value: { desiredCount: 5 } })
  await listServiceArns(scope, 'c')
  expect(wire.of('UpdateService').map(({ input }) => input)).toEqual([scale])
  expect(wire.of('ListServices')).toHaveLength(2)
})

const lost: [string, WireReply][] = [
  ['reset', { broken: 'reset' }],
  ['503', { status: 503, body: { __type: 'ServiceUnavailableException' } }],
  ['500', { status: 500, body: { __type: 'ServerException', message: 'oops' } }],
  ['HTML 502', { status: 502, body: '<html></html>' }],
  ['unreadable 200', { body: '{"service":' }],
  ['empty 200', { body: {} }],
]

test.each(lost)('%s after it took effect: sent once, read back, told as done', async (_, answer) => {
  const { wire, scope } = await serving(answer, true)
  expect(await updateService(scope, scale)).toMatchObject({ desiredCount: 5 })
  expect(await updateService(scope, force)).toMatchObject({ deployments: [{ id: 'ecs-svc/2' }] })
  expect(wire.of('UpdateService')).toHaveLength(2)
})

test.each(lost)('%s before it took effect: sent once, told as unknown', async (_, answer) => {
  const { wire, scope } = await serving(answer, false)
  for (const update of [scale, force])
    await expect(updateService(scope, update)).rejects.toMatchObject({
      problem: { code: 'unavailable', message: expect.stringContaining('Outcome unknown') },
    })
  expect(wire.of('UpdateService')).toHaveLength(2)
})

test.each([
  ['ThrottlingException', 'throttled'],
  ['AccessDeniedException', 'forbidden'],
  ['ServiceNotFoundException', 'not_found'],
  ['InvalidParameterException', 'invalid_request'],
])('%s is a refusal: no retry, no reading back, its own code', async (type, code) => {
  const { wire, scope } = await serving({ status: 400, body: { __type: type, message: 'no' } }, false)
  await expect(updateService(scope, scale)).rejects.toMatchObject({ problem: { code } })
  expect(wire.calls.map(({ operation }) => operation)).toEqual(['UpdateService'])
})

test('an unreadable state before a forced deployment keeps it from being sent', async () => {
  const made = await startWire(() => ({
    status: 400,
    body: { __type: 'AccessDeniedException', message: 'no' },
  }))
  wire = made
  await expect(updateService(configure(made.endpoint), force)).rejects.toMatchObject({
    problem: { code: 'forbidden', iamAction: 'ecs:DescribeServices' },
  })
  expect(made.of('UpdateService')).toHaveLength(0)
})

test.each<[string, string, boolean, WireReply]>([
  ['is to stop', 'STOPPED', true, { broken: 'reset' }],
  ['runs on', 'RUNNING', false, { broken: 'reset' }],
  ['is to stop, the answer being empty', 'STOPPED', true, { body: {} }],
])('a stop whose answer is lost is settled by the task: it %s', async (_, desiredStatus, done, answer) => {
  const made = await startWire(({ operation }) =>
    operation === 'StopTask' ? answer : { body: { tasks: [{ taskArn: 'arn:x:task/c/t1', desiredStatus }] } },
  )
  wire = made
  const stopping = stopTask(configure(made.endpoint), { cluster: 'c', task: 't1', reason: 'why' })
  if (done) expect(await stopping).toMatchObject({ taskArn: 'arn:x:task/c/t1' })
  else await expect(stopping).rejects.toMatchObject({ problem: { code: 'unavailable' } })
  expect(made.of('StopTask').map(({ input }) => input)).toEqual([{ cluster: 'c', task: 't1', reason: 'why' }])
})

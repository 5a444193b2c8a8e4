import { afterEach, expect, test } from 'vitest'
import { describeCluster } from './ecs-clusters'
import { describeService, listServiceArns } from './ecs-services'
import { describeTaskDefinition } from './ecs-task-definitions'
import { configure, startWire, type Wire, type WireReply } from './test-wire'

let wire: Wire
afterEach(() => wire.close())

/** Nothing stays fresh and no failure is held: every read goes to the far end. */
const always = 0

test('a failed refresh keeps the last good value, its time, and says what is wrong', async () => {
  let reply: WireReply = { body: { serviceArns: ['arn:x:service/c/web'] } }
  wire = await startWire(() => reply)
  const scope = configure(wire.endpoint, [{}], always)
  const good = await listServiceArns(scope, 'c')
  expect(good).toMatchObject({ ok: true, value: ['arn:x:service/c/web'] })
  reply = { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } }
  expect(await listServiceArns(scope, 'c')).toEqual({
    ...good,
    error: expect.objectContaining({ code: 'forbidden', iamAction: 'ecs:ListServices' }),
  })
  reply = { body: { serviceArns: ['arn:x:service/c/api'] } }
  const healed = await listServiceArns(scope, 'c')
  expect(healed).toMatchObject({ ok: true, value: ['arn:x:service/c/api'] })
  expect(healed).not.toHaveProperty('error')
})

test('who was denied is denied till a read succeeds, though the next one is only throttled', async () => {
  let reply: WireReply = { body: { serviceArns: ['arn:x:service/c/web'] } }
  wire = await startWire(() => reply)
  const scope = configure(wire.endpoint, [{}], always)
  const good = await listServiceArns(scope, 'c')
  const denied = { ...good, error: expect.objectContaining({ code: 'forbidden' }) }
  reply = { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } }
  expect(await listServiceArns(scope, 'c')).toEqual(denied)
  reply = { status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } }
  expect(await listServiceArns(scope, 'c')).toEqual(denied)
  reply = { body: { serviceArns: ['arn:x:service/c/web'] } }
  expect(await listServiceArns(scope, 'c')).not.toHaveProperty('error')
})

test('what AWS says is gone is not kept', async () => {
  let reply: WireReply = { body: { serviceArns: ['arn:x:service/c/web'] } }
  wire = await startWire(() => reply)
  const scope = configure(wire.endpoint, [{}], always)
  await listServiceArns(scope, 'c')
  reply = { status: 400, body: { __type: 'ClusterNotFoundException', message: 'Cluster not found.' } }
  expect(await listServiceArns(scope, 'c')).toMatchObject({ ok: false, error: { code: 'not_found' } })
})

test('a denial is not asked again and again', async () => {
  wire = await startWire(() => ({ status: 400, body: { __type: 'AccessDeniedException', message: 'no' } }))
  const scope = configure(wire.endpoint)
  for (let round = 0; round < 5; round += 1)
    expect(await describeCluster(scope, 'c', { freshness: 'live' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    })
  expect(wire.calls).toHaveLength(1)
})

test('a throttled call succeeds by itself when a retry does', async () => {
  wire = await startWire(() =>
    wire.calls.length < 3
      ? { status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } }
      : { body: { services: [{ serviceName: 'web' }] } },
  )
  const scope = configure(wire.endpoint)
  expect(await describeService(scope, 'c', 'web')).toMatchObject({ ok: true, value: { serviceName: 'web' } })
})

test('a revision is asked for once; one that is not there is told so', async () => {
  wire = await startWire(({ input }) =>
    input.taskDefinition === 'web:1'
      ? { body: { taskDefinition: { family: 'web', revision: 1 }, tags: [] } }
      : { status: 400, body: { __type: 'ClientException', message: 'Unable to describe task definition.' } },
  )
  const scope = configure(wire.endpoint)
  const arn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:1'
  const reads = await Promise.all([arn, 'web:1', arn].map((name) => describeTaskDefinition(scope, name)))
  expect(reads.every((read) => read.ok && read.value?.taskDefinition.family === 'web')).toBe(true)
  expect(wire.calls).toHaveLength(1)
  expect(await describeTaskDefinition(scope, 'web:2')).toMatchObject({ ok: true, value: null })
})

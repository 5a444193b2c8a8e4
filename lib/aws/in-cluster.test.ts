import { afterEach, expect, test } from 'vitest'
import { listContainerInstanceArns } from './ecs-instances'
import { listServiceArns } from './ecs-services'
import { listTaskArns } from './ecs-tasks'
import { configure, startWire, type Wire } from './test-wire'

let wire: Wire
afterEach(() => wire.close())

const emptyLists = { serviceArns: [], taskArns: [], containerInstanceArns: [], nextToken: null }

/** An endpoint that lists nothing in whatever cluster it is asked for, and describes clusters so. */
async function listingNothing(clusters: object, status = 200) {
  wire = await startWire(({ operation }) =>
    operation === 'DescribeClusters' ? { status, body: clusters } : { body: emptyLists },
  )
  return configure(wire.endpoint)
}

test('an empty list of a cluster that is there is empty', async () => {
  const scope = await listingNothing({ clusters: [{ clusterName: 'c', status: 'ACTIVE' }] })
  expect(await listServiceArns(scope, 'c')).toMatchObject({ ok: true, value: [] })
  expect(await listTaskArns(scope, 'c', 'RUNNING')).toMatchObject({ ok: true, value: [] })
  expect(wire.of('DescribeClusters')).toHaveLength(1)
})

test('an empty list of a cluster that is missing is no list', async () => {
  const scope = await listingNothing({ clusters: [], failures: [{ arn: 'c', reason: 'MISSING' }] })
  const absent = { ok: false, error: { code: 'not_found', message: 'There is no cluster c.' } }
  expect(await listServiceArns(scope, 'c')).toMatchObject(absent)
  expect(await listTaskArns(scope, 'c', 'STOPPED')).toMatchObject(absent)
  expect(await listContainerInstanceArns(scope, 'c')).toMatchObject(absent)
})

test('nor one of a cluster of which the endpoint says nothing', async () => {
  const scope = await listingNothing({ clusters: [] })
  expect(await listServiceArns(scope, 'c')).toMatchObject({ ok: false, error: { code: 'unavailable' } })
})

test('without the permission to describe it the list is believed', async () => {
  const scope = await listingNothing({ __type: 'AccessDeniedException', message: 'no' }, 400)
  expect(await listServiceArns(scope, 'c')).toMatchObject({ ok: true, value: [] })
})

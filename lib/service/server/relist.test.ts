import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scope } from '@/lib/api/segments'
import { describeCluster } from '@/lib/aws/ecs-clusters'
import { configure, startWire, type Wire } from '@/lib/aws/test-wire'
import type { TaskList } from '@/lib/task/server/cluster-tasks'
import { isToBeRelisted, noteListed } from './relist'

let wire: Wire
let scope: Scope
let runningTasksCount = 0

beforeEach(async () => {
  runningTasksCount = 2
  wire = await startWire(() => ({
    body: { clusters: [{ clusterName: 'c', runningTasksCount, pendingTasksCount: 0 }], failures: [] },
  }))
  scope = configure(wire.endpoint)
})
afterEach(() => wire.close())

const listReadAt = (asOf: number): TaskList => ({
  list: { ok: true, value: ['t1', 't2'], asOf },
  tasks: [],
  described: { ok: true, value: null, asOf },
  gone: 0,
})
const count = () => describeCluster(scope, 'c', { pastCache: true })

test('a list of running tasks is read again once the cluster counts others, and then rests', async () => {
  await count()
  noteListed(scope, 'c', listReadAt(1), new Map())
  expect(isToBeRelisted(scope, 'c')).toBe(false)
  runningTasksCount = 3
  await count()
  noteListed(scope, 'c', listReadAt(1), new Map())
  expect(isToBeRelisted(scope, 'c')).toBe(true)
  noteListed(scope, 'c', listReadAt(2), new Map())
  expect(isToBeRelisted(scope, 'c')).toBe(false)
})

test('a count that is heard after the list is no other count', async () => {
  noteListed(scope, 'c', listReadAt(1), new Map())
  await count()
  noteListed(scope, 'c', listReadAt(1), new Map())
  expect(isToBeRelisted(scope, 'c')).toBe(false)
})

test('what could not be read is not known to be outdated', async () => {
  await count()
  noteListed(scope, 'c', listReadAt(1), new Map())
  runningTasksCount = 3
  await count()
  noteListed(
    scope,
    'c',
    { ...listReadAt(1), list: { ok: false, error: { code: 'forbidden', message: 'no' } } },
    new Map(),
  )
  expect(isToBeRelisted(scope, 'c')).toBe(false)
})

test('a younger description of a service that counts other tasks tells the same', () => {
  const service = { ok: true as const, asOf: 5, value: { runningCount: 1, pendingCount: 0 } }
  noteListed(scope, 'c', listReadAt(9), new Map([['web', service]]))
  expect(isToBeRelisted(scope, 'c')).toBe(false)
  noteListed(scope, 'c', listReadAt(1), new Map([['web', service]]))
  expect(isToBeRelisted(scope, 'c')).toBe(true)
})

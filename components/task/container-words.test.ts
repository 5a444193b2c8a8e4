import { expect, test } from 'vitest'
import type { TaskContainer } from '@/lib/task/contract'
import { containerWords } from './container-words'

const container = (change: Partial<TaskContainer>): TaskContainer => ({
  name: 'app',
  essential: true,
  lastStatus: 'RUNNING',
  healthStatus: 'HEALTHY',
  hasHealthCheck: true,
  exitCode: null,
  reason: null,
  image: null,
  imageDigest: null,
  runtimeId: null,
  networkBindings: [],
  ...change,
})

test.each([
  [{}, 'HEALTHY'],
  [{ healthStatus: 'UNHEALTHY' }, 'UNHEALTHY'],
  [{ healthStatus: null }, 'unknown'],
  [{ healthStatus: 'UNKNOWN', hasHealthCheck: false }, 'no check'],
  [{ healthStatus: 'UNKNOWN', hasHealthCheck: null }, 'no report'],
  [{ healthStatus: 'HEALTHY', lastStatus: 'STOPPED' }, 'stopped'],
  [{ healthStatus: 'HEALTHY', lastStatus: 'STOPPED', exitCode: 0 }, 'exit 0'],
  [{ healthStatus: 'UNKNOWN', lastStatus: 'STOPPED', exitCode: 137 }, 'exit 137'],
])('%o is %s', (change, word) => {
  expect(containerWords([container(change)])).toEqual([word])
})

test('several containers are named', () => {
  expect(containerWords([container({}), container({ name: 'envoy', hasHealthCheck: false })])).toEqual([
    'app HEALTHY',
    'envoy no check',
  ])
})

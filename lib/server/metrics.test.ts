import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listClusterArns } from '@/lib/aws/ecs-clusters'
import { startWire, type Wire, type WireReply } from '@/lib/aws/test-wire'
import { listen } from './live'
import { createMetrics } from './metrics'
import { testConsole } from './test-console'

let wire: Wire
let replies: WireReply[]
beforeAll(async () => {
  wire = await startWire(() => replies.shift() ?? { body: { clusterArns: [] } })
})
afterAll(() => wire.close())
beforeEach(() => {
  replies = []
  testConsole({
    accounts: [
      {
        name: 'demo',
        regions: ['eu-west-1'],
        endpoint: wire.endpoint,
        credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
      },
    ],
  })
})

/** The value of a line of Prometheus's text format. */
function valueOf(text: string, name: string, ...labels: string[]): number | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith(name) && !line.startsWith('#'))
  const line = lines.find((each) => labels.every((label) => each.includes(label)))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

test('streams are counted while they are open', async () => {
  const metrics = createMetrics()
  expect(valueOf(await metrics(), 'quayside_streams_open')).toBe(0)
  const leave = listen({ identityClass: 'local', place: '/demo/eu-west-1', tell: () => undefined })
  expect(valueOf(await metrics(), 'quayside_streams_open')).toBe(1)
  leave()
  expect(valueOf(await metrics(), 'quayside_streams_open')).toBe(0)
})

test('calls, what AWS throttled and what is allowed are told of each bucket that was asked, and of no other', async () => {
  const metrics = createMetrics()
  expect(await metrics()).not.toContain('account="demo"')
  replies = [{ status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } }]
  await listClusterArns({ account: 'demo', region: 'eu-west-1' })
  const text = await metrics()
  const here = ['account="demo"', 'region="eu-west-1"']
  expect(valueOf(text, 'quayside_aws_calls_total', ...here)).toBe(2)
  expect(valueOf(text, 'quayside_aws_throttled_total', ...here)).toBe(1)
  const limit = valueOf(text, 'quayside_aws_limit_calls_per_second', ...here) ?? 0
  expect(limit).toBeGreaterThan(0)
  expect(valueOf(text, 'quayside_aws_allowed_calls_per_second', ...here)).toBeLessThan(limit)
  expect(valueOf(text, 'quayside_aws_waiting', ...here)).toBe(0)
  expect(text.split('\n').filter((line) => line.startsWith('quayside_aws_calls_total{'))).toHaveLength(1)
})

test('the process itself is told of: memory and the event loop', async () => {
  const text = await createMetrics()()
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7)
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
})

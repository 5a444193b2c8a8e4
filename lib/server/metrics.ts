import 'server-only'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { allBucketUses } from '@/lib/aws/connection'
import { listenerCount } from './live'

/**
 * What the process counts, for Prometheus: Node's own figures (memory, event loop, garbage collection), how much of AWS's
 * request limits is used, and who listens. No name of a resource is in it.
 */
export function createMetrics(): () => Promise<string> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const labelNames = ['account', 'region', 'bucket'] as const
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers: [registry] })
  const calls = gauge('quayside_aws_calls_total', 'Calls of AWS, retries among them')
  const throttled = gauge('quayside_aws_throttled_total', 'Calls that AWS throttled')
  const limit = gauge(
    'quayside_aws_limit_calls_per_second',
    'What AWS allows everybody in account and region',
  )
  const allowed = gauge('quayside_aws_allowed_calls_per_second', 'What the console allows itself at present')
  const waiting = gauge('quayside_aws_waiting', 'What waits for its turn within the limits')
  const streams = new Gauge({
    name: 'quayside_streams_open',
    help: 'Streams of changes that are open',
    registers: [registry],
  })
  return async () => {
    for (const { account, region, uses } of allBucketUses())
      for (const use of uses) {
        const labels = { account, region, bucket: use.name }
        calls.set(labels, use.calls)
        throttled.set(labels, use.throttled)
        limit.set(labels, use.limit)
        allowed.set(labels, use.allowed)
        waiting.set(labels, use.waiting)
      }
    streams.set(listenerCount())
    return registry.metrics()
  }
}

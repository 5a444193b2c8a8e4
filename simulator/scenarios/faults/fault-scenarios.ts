import type { ScenarioFault } from '../../faults/fault.ts'
import { demo } from '../demo/demo.ts'
import type { Scenario } from '../registry.ts'
import { eventual } from './eventual.ts'
import { expired } from './expired.ts'
import { onReads, onReadsOf } from './reads.ts'
import { skewed } from './skewed.ts'

const throttled = (probability: number) =>
  onReads({ error: 'ThrottlingException', probability }, { error: 'Throttling', probability })

// ECS's model says 403 and its endpoint 400, as all of this protocol: https://github.com/keidarcy/e1s/issues/429
const denied = { error: 'AccessDeniedException', status: 400 }

const html = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>
`

/**
 * What goes wrong in each scenario `fault-…`, from the moment on in which the demo's estate stands. Only reads are hit
 * unless said otherwise. A whole region is denied by the control API: `[{"operation": "*", "error":
 * "AccessDeniedException"}]`; a region that is down is another world.
 */
const troubles: Record<string, ScenarioFault[] | Scenario> = {
  'fault-throttled-20': throttled(0.2),
  'fault-throttled-50': throttled(0.5),
  'fault-throttled-90': throttled(0.9),
  // A half each, which together strike three in ten.
  'fault-errors': [
    ...onReads(
      { error: 'ServerException', status: 500, probability: 0.15 },
      { error: 'InternalFailure', probability: 0.15 },
    ),
    ...onReads(
      { error: 'ServiceUnavailableException', probability: 0.1765 },
      { error: 'ServiceUnavailable', probability: 0.1765 },
    ),
  ],
  'fault-html': onReads({ status: 502, body: html }),
  'fault-slow-2': onReads({ latencyMs: 2_000 }),
  'fault-slow-5': onReads({ latencyMs: 5_000 }),
  'fault-heavy-tail': onReads({ latencyMs: 30_000, probability: 0.01 }),
  'fault-hang': onReads({ hang: true, probability: 0.3 }),
  'fault-half-answer': [
    ...onReads({ cut: 'half-then-silence', probability: 0.15 }),
    ...onReads({ cut: 'half-then-close', probability: 0.1765 }),
  ],
  'fault-reset': onReads({ cut: 'reset', probability: 0.3 }),
  // Lists are empty bodies, what they name is an empty object: the SDK reads both as an answer without members.
  'fault-empty-200': [{ operation: 'ecs.List*', body: '' }, ...onReads({ body: '{}' }, { body: '' })],
  // Times as ISO text make the SDK refuse the whole answer, so only some have them.
  'fault-wrong-types': [
    ...['ecs.DescribeTaskDefinition', 'ecs.DescribeContainerInstances', 'cloudwatch.Get*'].map(
      (operation) => ({
        operation,
        spoil: 'text-times' as const,
      }),
    ),
    ...onReads({ spoil: 'wrong-types' }),
  ],
  'fault-nulls': onReads({ spoil: 'nulls' }),
  'fault-unknown-enums': onReads({ reshape: 'unknown-enums' }),
  'fault-repeated-token': onReads({ reshape: 'repeated-token' }),
  'fault-endless-pages': onReads({ reshape: 'endless-pages' }),
  'fault-duplicates': onReads({ reshape: 'duplicates' }),
  'fault-failures-one': onReads({ reshape: 'failures-one' }),
  'fault-failures-some': onReads({ reshape: 'failures-some' }),
  'fault-failures-all': onReads({ reshape: 'failures-all' }),
  'fault-failures-many': onReads({ reshape: 'failures-many' }),
  'fault-denied-elbv2': onReadsOf(['elbv2'], { error: 'AccessDenied' }),
  'fault-denied-cloudwatch': onReadsOf(['cloudwatch'], denied),
  'fault-denied-autoscaling': onReadsOf(['application-autoscaling'], denied),
  'fault-denied-describe-services': [{ operation: 'ecs.DescribeServices', ...denied }],
  'fault-expired': expired,
  'fault-skewed': skewed,
  'fault-eventual': eventual,
}

/** The scenarios with one trouble each, by name. */
export const faultScenarios: Record<string, Scenario> = Object.fromEntries(
  Object.entries(troubles).map(([name, trouble]) => [
    name,
    typeof trouble === 'function' ? trouble : demoWith(trouble),
  ]),
)

/** The demo's estate, born as ever, and then the faults. */
function demoWith(troubles: ScenarioFault[]): Scenario {
  return (world, options, faults) => {
    demo(world, options)
    faults.add(troubles)
  }
}

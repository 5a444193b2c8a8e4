import { fraction } from '../../random.ts'
import type { Reshape, Shape } from './shape.ts'

/** Members of the answers whose values AWS counts up, and to which it adds new ones from time to time. */
const counted = new Set(
  [
    // ECS
    'agentUpdateStatus appProtocol availabilityZoneRebalancing compatibilities condition connectivity',
    'desiredStatus healthStatus lastStatus launchType logDriver networkMode overallStatus platformFamily',
    'propagateTags protocol requiresCompatibilities rolloutState schedulingStrategy status stopCode type',
    // ELBv2
    'Code Field HealthCheckProtocol IpAddressType Protocol ProtocolVersion Reason Scheme State TargetType Type',
    // CloudWatch, Application Auto Scaling
    'PolicyType ScalableDimension StateValue StatusCode',
  ].flatMap((names) => names.split(' ')),
)

/** Every other one of such values, drawn from the seed, is one that no client was built for: `NEW_RUNNING`, `new-healthy`. */
export const unknownEnums: Reshape = async ({ input, operation, world }, next) => {
  const renamed = (value: unknown, path: string, enumerated: boolean): unknown => {
    if (typeof value === 'string') {
      return enumerated && fraction(world.seed, 'enum', operation.name, path) < 0.5 ? newOne(value) : value
    }
    if (Array.isArray(value)) return value.map((item, i) => renamed(item, `${path}.${i}`, enumerated))
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    const members = Object.entries(value).map(
      ([name, member]) => [name, renamed(member, `${path}.${name}`, counted.has(name))] as const,
    )
    return Object.fromEntries(members)
  }
  return renamed(await next(input), '', false) as Shape
}

const newOne = (value: string) => (/[a-z]/.test(value) ? `new-${value}` : `NEW_${value}`)

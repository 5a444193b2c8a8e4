import type { DnsRecord } from '@aws-sdk/client-servicediscovery'
import { hash } from '../../random.ts'
import type { Slice, World } from '../../world.ts'

export type Namespace = {
  id: string
  arn: string
  name: string
  type: 'DNS_PRIVATE' | 'HTTP'
  description: string
  hostedZoneId?: string
  createdAt: number
}

export type DiscoveryService = {
  id: string
  arn: string
  name: string
  namespaceId: string
  description: string
  records: DnsRecord[]
  createdAt: number
  /** Asked at each call: the instances that are registered now, attributes by instance id. */
  instances: () => Map<string, Record<string, string>>
}

/** Cloud Map's namespaces and services, by id. */
export const discovery: Slice<{
  namespaces: Map<string, Namespace>
  services: Map<string, DiscoveryService>
}> = {
  name: 'servicediscovery',
  make: () => ({ namespaces: new Map(), services: new Map() }),
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** `ns-…` or `srv-…` with 16 letters of AWS's base 32 alphabet. */
function discoveryId(world: World, prefix: string, name: string): string {
  const pick = (i: number) => letters[hash(world.seed, world.account, prefix, name, i) % 32]
  return `${prefix}-${Array.from({ length: 16 }, (_, i) => pick(i)).join('')}`
}

/** Makes a namespace; returns its id. */
export function addNamespace(
  world: World,
  name: string,
  type: Namespace['type'],
  createdAt: number,
  description = '',
): string {
  const id = discoveryId(world, 'ns', name)
  const hosted = { hostedZoneId: `Z${discoveryId(world, 'z', name).slice(2).toUpperCase()}` }
  world.slice(discovery).namespaces.set(id, {
    id,
    arn: `arn:aws:servicediscovery:${world.region}:${world.account}:namespace/${id}`,
    name,
    type,
    description,
    createdAt,
    ...(type === 'DNS_PRIVATE' && hosted),
  })
  return id
}

/** Makes a service with A records in a namespace; returns its ARN, as ECS's `serviceRegistries` want it. */
export function addDiscoveryService(
  world: World,
  namespaceId: string,
  name: string,
  createdAt: number,
  instances: DiscoveryService['instances'],
): string {
  const id = discoveryId(world, 'srv', namespaceId + name)
  const arn = `arn:aws:servicediscovery:${world.region}:${world.account}:service/${id}`
  world.slice(discovery).services.set(id, {
    id,
    arn,
    name,
    namespaceId,
    description: '',
    records: [{ Type: 'A', TTL: 15 }],
    createdAt,
    instances,
  })
  return arn
}

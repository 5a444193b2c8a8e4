import type { Attachment } from '@aws-sdk/client-ecs'
import { hash } from '../../../random.ts'
import type { Slice, World } from '../../../world.ts'
import { scatterFraction, scatterHex } from '../scatter.ts'
import { newUuid } from '../state.ts'

/** What ECS must know of a subnet to put a task's network interface into it. */
export type Subnet = { subnetId: string; availabilityZone: string; cidrBlock: string }

type Pool = Subnet & { key: number; first: number; size: number; next: number; used: Set<number> }

const slice: Slice<{ pools: Map<string, Pool> }> = { name: 'ecs.subnets', make: () => ({ pools: new Map() }) }

/** Tells ECS where a subnet lies. EC2 (or a scenario) calls it for each subnet; unknown ones get a zone and a /24. */
export function teachSubnet(world: World, subnet: Subnet): void {
  const [address = '', bits = '24'] = subnet.cidrBlock.split('/')
  const first = numberOf(address)
  const size = 2 ** (32 - Number(bits))
  world.slice(slice).pools.set(subnet.subnetId, {
    ...subnet,
    key: hash(world.seed, subnet.subnetId),
    first,
    size,
    next: 0,
    used: new Set(),
  })
}

/** The Availability Zone of a subnet. */
export const zoneOf = (world: World, subnetId: string): string => poolOf(world, subnetId).availabilityZone

function poolOf(world: World, subnetId: string): Pool {
  const { pools } = world.slice(slice)
  if (!pools.has(subnetId)) {
    const zone = 'abc'[hash(world.seed, subnetId) % 3]!
    const cidrBlock = `10.${hash(world.seed, subnetId, 1) % 200}.${hash(world.seed, subnetId, 2) % 256}.0/24`
    teachSubnet(world, { subnetId, availabilityZone: world.region + zone, cidrBlock })
  }
  return pools.get(subnetId)!
}

/** `10.0.1.7` as a whole number. */
function numberOf(address: string): number {
  let sum = 0
  for (const part of address.split('.')) sum = sum * 256 + Number(part)
  return sum
}

/** Takes a free private address of a subnet. AWS keeps the first four and the last of each for itself. */
export function takeAddress(world: World, subnetId: string): string {
  const pool = poolOf(world, subnetId)
  const span = Math.max(pool.size - 5, 1)
  // Addresses look scattered, as AWS's do, yet come in an order that the seed fixes.
  let offset = Math.floor(scatterFraction(pool.key, pool.next++, 0) * span)
  for (let tried = 0; pool.used.has(offset) && tried < span; tried++) offset = (offset + 1) % span
  pool.used.add(offset)
  const address = pool.first + 4 + offset
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** Gives an address back once its task is STOPPED. */
export function releaseAddress(world: World, subnetId: string, address: string): void {
  const pool = poolOf(world, subnetId)
  pool.used.delete(numberOf(address) - pool.first - 4)
}

/** The network interface of an `awsvpc` task, as the task shows it before it is attached. */
export function newInterface(world: World, subnetId: string): Attachment {
  return {
    id: newUuid(world),
    type: 'ElasticNetworkInterface',
    status: 'PRECREATED',
    details: [{ name: 'subnetId', value: subnetId }],
  }
}

const dnsNameOf = (world: World, address: string) =>
  [`ip-${address.replaceAll('.', '-')}`, world.region, 'compute.internal'].join('.')

/** Fills in what is known once the interface is attached. */
export function attachInterface(
  world: World,
  taskSeq: number,
  attachment: Attachment,
  address: string,
): void {
  const mac = scatterHex(2, world.seed, taskSeq, 1)
  const parts = [0, 2, 4, 6, 8].map((at) => mac.slice(at, at + 2))
  attachment.status = 'ATTACHED'
  attachment.details = [
    ...(attachment.details ?? []),
    { name: 'networkInterfaceId', value: `eni-0${scatterHex(2, world.seed, taskSeq, 2)}` },
    { name: 'macAddress', value: ['0a', ...parts].join(':') },
    { name: 'privateDnsName', value: dnsNameOf(world, address) },
    { name: 'privateIPv4Address', value: address },
  ]
}

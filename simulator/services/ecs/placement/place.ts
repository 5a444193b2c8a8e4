import type { PlacementStrategy } from '@aws-sdk/client-ecs'
import { fraction } from '../../../random.ts'
import type { World } from '../../../world.ts'
import type { ClusterRecord, InstanceRecord } from '../state.ts'
import { misfitOf, type Misfit, type Wish } from './fit.ts'

export type Placement =
  | { instance: InstanceRecord }
  /** Nothing fits; `closest` is the instance that came nearest, undefined when the cluster has none. */
  | {
      instance?: undefined
      closest?: { instance: InstanceRecord; misfit: Misfit }
      misfits: Map<InstanceRecord, Misfit>
    }

/** Services spread over Availability Zones when they have no strategy of their own. */
export const SPREAD_ZONES: PlacementStrategy[] = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
]

/** Which misfit comes nearer to fitting: attributes are asked before resources. */
const NEARNESS: Misfit[] = [
  'RESOURCE:PORTS',
  'RESOURCE:MEMORY',
  'RESOURCE:CPU',
  'DistinctInstance placement constraint unsatisfied.',
  'MemberOf placement constraint unsatisfied.',
  'ATTRIBUTE',
  'AGENT',
]

/** Chooses an ACTIVE instance for one task: constraints and room first, then the strategies in order. */
export function place(
  world: World,
  cluster: ClusterRecord,
  wish: Wish,
  strategies: PlacementStrategy[],
): Placement {
  const fitting: InstanceRecord[] = []
  const misfits = new Map<InstanceRecord, Misfit>()
  for (const instance of cluster.instances.values()) {
    if (instance.instance.status !== 'ACTIVE') continue
    const misfit = misfitOf(instance, wish)
    if (misfit) misfits.set(instance, misfit)
    else fitting.push(instance)
  }
  const instance = best(world, fitting, wish, strategies)
  if (instance) return { instance }
  const [closest] = [...misfits].sort(
    ([a, first], [b, second]) => NEARNESS.indexOf(first) - NEARNESS.indexOf(second) || a.seq - b.seq,
  )
  return closest ? { closest: { instance: closest[0], misfit: closest[1] }, misfits } : { misfits }
}

function best(
  world: World,
  fitting: InstanceRecord[],
  wish: Wish,
  strategies: PlacementStrategy[],
): InstanceRecord | undefined {
  if (fitting.length < 2) return fitting[0]
  const scored = fitting.map((instance) => ({
    instance,
    scores: strategies.map((strategy) => score(world, instance, wish, strategy)),
  }))
  scored.sort((a, b) => {
    for (let i = 0; i < strategies.length; i++) {
      const difference = a.scores[i]! - b.scores[i]!
      if (difference) return difference
    }
    return a.instance.tasks.size - b.instance.tasks.size || a.instance.seq - b.instance.seq
  })
  return scored[0]?.instance
}

/** Lower is better. */
function score(world: World, instance: InstanceRecord, wish: Wish, strategy: PlacementStrategy): number {
  const field = (strategy.field ?? '').toLowerCase()
  if (strategy.type === 'random') return fraction(world.seed, 'place', world.now, instance.id)
  if (strategy.type === 'binpack') {
    const room = field === 'cpu' ? instance.cpu : instance.memory
    return room.registered - room.used
  }
  const value = fieldOf(instance, strategy.field ?? '')
  let count = 0
  for (const each of field === 'instanceid' || field === 'host'
    ? [instance]
    : instance.cluster.instances.values()) {
    if (each !== instance && fieldOf(each, strategy.field ?? '') !== value) continue
    for (const task of each.tasks) {
      if (task.task.group === wish.group && task.task.desiredStatus === 'RUNNING') count++
    }
  }
  return count
}

function fieldOf(instance: InstanceRecord, field: string): string {
  if (/^(instanceId|host)$/i.test(field)) return instance.id
  const name = field.replace(/^attribute:/, '')
  return instance.instance.attributes?.find((each) => each.name === name)?.value ?? ''
}

import { assignFates } from './assign-fates.ts'
import { clusters, servicesByCluster } from './clusters.ts'
import { lotsOf, type Fate } from './fates.ts'
import { planServices } from './plan-services.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'
import { shareOut } from './share-out.ts'
import { shuffled } from './shuffled.ts'
import { drawTasks, sumTo } from './task-counts.ts'

/**
 * The whole estate as it shall be: its services, the container instances of the clusters that have some, and how many
 * tasks shall have stopped within the last hour.
 */
export type EstatePlan = { services: ServicePlan[]; nodes: Map<string, number>; stopped: number }

const perService = 4
const stoppedShare = 0.02

/** Draws 5,000 services and 20,000 tasks times `scale`; the seed and the scale decide everything but the times. */
export function planEstate({ seed, scale, now }: { seed: number; scale: number; now: number }): EstatePlan {
  const counts = servicesByCluster(Math.round(5000 * scale))
  const total = counts.reduce((a, b) => a + b, 0)
  const balanced = shareOut(Math.round(0.6 * total), counts)
  const others = counts.map((count, i) => count - balanced[i]!)
  const checked = shareOut(Math.round(0.5 * others.reduce((a, b) => a + b, 0)), others)
  const services = clusters.flatMap((cluster, i) =>
    planServices(seed, cluster, { count: counts[i]!, balanced: balanced[i]!, checked: checked[i]!, now }),
  )
  const nodes = new Map<string, number>()
  for (const [i, cluster] of clusters.entries())
    if (cluster.nodes) nodes.set(cluster.name, Math.max(3, Math.ceil(counts[i]! / 30)))
  const stopped = Math.round(stoppedShare * perService * total)
  assignFates(seed, now, services, lotsOf(total, stopped))
  countTasks(seed, services, nodes, perService * total)
  return { services, nodes, stopped }
}

/** The least that a fate needs to show what it is. */
const least: Partial<Record<Fate, number>> = { 'partly-unhealthy': 3, deploying: 2 }
/** Their desired count was given with the fate. */
const given = new Set<Fate>([
  'crashing',
  'out-of-memory',
  'failing-checks',
  'release-missing',
  'image-missing',
  'scaled-to-zero',
])
/** Of these nothing runs. */
const idle = new Set<Fate>(['image-missing', 'scaled-to-zero'])
/** So many more tasks are wanted than there is room for. */
export const beyondRoom = 2

/** Draws the desired counts so that the tasks that can run sum to `total`. */
function countTasks(seed: number, services: ServicePlan[], nodes: Map<string, number>, total: number): void {
  const fine: ServicePlan[] = []
  let left = total
  for (const each of shuffled(seed, 'count', services)) {
    const instances = nodes.get(each.cluster.name) ?? 0
    if (each.fate === 'no-room') each.desired = instances + beyondRoom
    else if (!given.has(each.fate))
      each.desired = Math.max(drawTasks(seed, keyOf(each)), least[each.fate] ?? 1)
    if (each.fate === 'fine') fine.push(each)
    else if (each.fate === 'no-room') left -= instances
    else if (!idle.has(each.fate)) left -= each.desired
  }
  const drawn = fine.map((each) => each.desired)
  for (const [i, desired] of sumTo(left, drawn).entries()) fine[i]!.desired = desired
}

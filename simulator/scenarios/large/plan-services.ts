import { fraction, hash } from '../../random.ts'
import type { ClusterPlan } from './clusters.ts'
import { serviceName, type ServiceName } from './service-name.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'
import { shuffled } from './shuffled.ts'
import { teams } from './teams.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The estate is so old. */
export const oldestMs = 400 * dayMs

/** The services of one cluster: names of its teams' habits, each once; so many of them checked in either way. */
export function planServices(
  seed: number,
  cluster: ClusterPlan,
  { count, balanced, checked, now }: { count: number; balanced: number; checked: number; now: number },
): ServicePlan[] {
  const taken = new Set<string>()
  const services = Array.from({ length: count }, (_, i): ServicePlan => {
    const team = cluster.teams[hash(seed, cluster.name, 'team', i) % cluster.teams.length]!
    const named = freeName(seed, { cluster: cluster.name, team, i }, taken)
    taken.add(named.name)
    const key = keyOf({ cluster, name: named.name })
    // From six hours to two months ago: as many in the first day or two as between a fortnight and the two months.
    const deployedAt = Math.floor(now - 6 * hourMs * 240 ** fraction(seed, 'deployed', key))
    const oldest = now - oldestMs
    return {
      ...named,
      cluster,
      team,
      check: 'none',
      compute: 'FARGATE',
      fate: 'fine',
      desired: 1,
      createdAt: oldest + Math.floor(fraction(seed, 'created', key) * (deployedAt - oldest)),
      deployedAt,
    }
  })
  for (const [i, each] of shuffled(seed, 'check', services).entries()) {
    each.check = i < balanced ? 'target-group' : i < balanced + checked ? 'container' : 'none'
    each.compute = computeOf(seed, each)
  }
  return services
}

function freeName(
  seed: number,
  { cluster, team, i }: { cluster: string; team: string; i: number },
  taken: Set<string>,
): ServiceName {
  for (let n = 0; ; n++) {
    const found = serviceName(seed, { team: teams.get(team)!, cluster, i, n })
    if (!taken.has(found.name)) return found
  }
}

/** Nearly all on Fargate, of what is not productive a third on Spot; where there still are instances, some on them. */
function computeOf(seed: number, service: ServicePlan): ServicePlan['compute'] {
  const mark = fraction(seed, 'compute', keyOf(service))
  if (service.cluster.nodes && service.check !== 'target-group') return mark < 0.5 ? 'EC2' : 'FARGATE'
  return service.cluster.env !== 'prod' && mark < 0.35 ? 'FARGATE_SPOT' : 'FARGATE'
}

import { type Behaviour, teachImage } from '../../image.ts'
import { hex } from '../../random.ts'
import { addRepository, ecr, pushImage } from '../../services/ecr/state.ts'
import { fleetServer } from '../../workloads/fleet.ts'
import type { World } from '../../world.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'

/** The repository of a service's image; the same application runs from the same in every cluster. */
const repositoryOf = ({ team, noun, role }: ServicePlan) => `${team}/${noun.replaceAll('_', '-')}-${role}`

/** How the ordinary releases of a service behave. */
export const serverOf = (plan: ServicePlan): Behaviour => fleetServer(repositoryOf(plan))

/** Makes the repository of each service, and teaches the world how its images behave. */
export function addRepositories(world: World, services: readonly ServicePlan[]): void {
  const all = world.slice(ecr)
  for (const plan of services) {
    const name = repositoryOf(plan)
    if (all.has(name)) continue
    const uri = addRepository(world, name, world.now, { team: plan.team })
    teachImage(world, `${uri}:`, fleetServer(name))
  }
}

/** The reference of the `n`th release of a service, e.g. `…/search/query-api:3.14.0-1f0c9ab`; nothing is pushed. */
export function referenceOf(world: World, plan: ServicePlan, n: number): string {
  return `${world.slice(ecr).get(repositoryOf(plan))?.repository.repositoryUri}:${tagOf(world, plan, n)}`
}

/** Builds and pushes the `n`th release now; with a behaviour of its own when it is not an ordinary one. */
export function pushRelease(world: World, plan: ServicePlan, n: number, behaviour?: Behaviour): string {
  const reference = pushImage(world, repositoryOf(plan), tagOf(world, plan, n), world.now)
  if (behaviour) teachImage(world, reference, behaviour)
  return reference
}

function tagOf({ seed }: World, plan: ServicePlan, n: number): string {
  const commit = hex(7, seed, 'commit', keyOf(plan), n)
  return `${1 + (parseInt(commit.slice(0, 2), 16) % 9)}.${n}.0-${commit}`
}

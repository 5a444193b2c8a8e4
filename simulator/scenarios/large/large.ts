import type { World } from '../../world.ts'
import type { ScenarioOptions } from '../registry.ts'
import { keepRollingOut, scaleInAndOut } from './churn.ts'
import { addRepositories } from './images.ts'
import { planStory } from './incidents.ts'
import { layLargeEstate } from './large-estate.ts'
import { oldestMs } from './plan-services.ts'
import { planEstate } from './plan.ts'
import { beginStory } from './story.ts'
import { addTargetGroups } from './target-groups.ts'

/** How long before the present services begin to roll out as they will go on to do. */
const churnMs = 3 * 3_600_000

/**
 * The estate of a large company: 20 clusters, 5,000 services, 20,000 tasks, times `scale`; 97 % of the services are fine.
 * It is born more than a year ago and acts its deployments and troubles out by the same handlers that clients call, so
 * that everything in it has its past; then it lives on: crash loops crash, now and then a service rolls out, the rest is
 * quiet.
 */
export function large(world: World, { seed, scale, now }: ScenarioOptions): void {
  world.reset(now - oldestMs, seed)
  const { services, nodes, stopped } = planEstate({ seed, scale, now })
  const estate = layLargeEstate(world, now, nodes)
  addRepositories(world, services)
  const groups = addTargetGroups(estate, services)
  const stories = services.map((plan) => beginStory(estate, plan, groups.get(plan)))
  for (const story of stories) planStory(story)
  const quiet = stories.filter(({ plan }) => plan.fate === 'fine')
  world.at(now - churnMs, () => keepRollingOut(estate, quiet, services.length))
  // About half of those that are being deployed at the present have begun to stop their old tasks.
  const replaced = services
    .filter(({ fate }) => fate === 'deploying')
    .reduce((sum, each) => sum + each.desired, 0)
  scaleInAndOut(estate, quiet, stopped - Math.round(replaced / 2))
  world.advance(now - world.now)
}

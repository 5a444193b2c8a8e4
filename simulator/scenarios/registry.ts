import type { World } from '../world.ts'
import { demo } from './demo/demo.ts'
import { large } from './large/large.ts'
import { tutorial } from './tutorial.ts'

/**
 * How a scenario is filled in: `scale` (0 < scale ≤ 1) shrinks its size, `now` is the world's time (epoch ms) at which
 * its story has arrived. The world was reset before: it is empty, its clock stands at `now`, its seed is `seed`.
 */
export type ScenarioOptions = { seed: number; scale: number; now: number }

export type Scenario = (world: World, options: ScenarioOptions) => void

/** Every scenario by name. One line each. */
export const scenarios: Record<string, Scenario> = {
  demo,
  empty: () => {},
  large,
  tutorial,
}

import type { Faults } from '../faults.ts'
import type { World } from '../world.ts'
import { demo } from './demo/demo.ts'
import { faultScenarios } from './faults/fault-scenarios.ts'
import { hostile } from './hostile/hostile.ts'
import { large } from './large/large.ts'
import { tutorial } from './tutorial.ts'

/**
 * How a scenario is filled in: `scale` (0 < scale ≤ 1) shrinks its size, `now` is the world's time (epoch ms) at which
 * its story has arrived. The world was reset before: it is empty, its clock stands at `now`, its seed is `seed`.
 */
export type ScenarioOptions = { seed: number; scale: number; now: number }

/** `faults`, empty, takes the troubles of a scenario; what it calls by itself does not meet them. */
export type Scenario = (world: World, options: ScenarioOptions, faults: Faults) => void

/** Every scenario by name. One line each. */
export const scenarios: Record<string, Scenario> = {
  demo,
  empty: () => {},
  hostile,
  large,
  tutorial,
  ...faultScenarios,
}

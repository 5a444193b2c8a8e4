import { teachImage } from '../../image.ts'
import type { Faults } from '../../faults.ts'
import type { World } from '../../world.ts'
import { layFoundation } from '../foundation.ts'
import type { ScenarioOptions } from '../registry.ts'
import { plantCarriers } from './carriers.ts'
import { errorMessages } from './error-messages.ts'
import { addCluster, addDefinition, homeName, type Ground } from './estate.ts'
import { plantInstances } from './instances.ts'
import { plantNames } from './names.ts'
import { newPlan, type Planting } from './plan.ts'
import { plantVisitors } from './visitors.ts'

const bornBeforeMs = 30 * 60_000

/**
 * An estate whose every text is hostile: each payload of the corpus stands in one place, told apart by its marker. AWS
 * would refuse most of them, other endpoints do not, so they are written past the handlers. Stopped tasks go after an
 * hour, as ever. A seed of 1000 and more shifts the payloads by one place for every 1000: what `payloads.json` says of
 * places is true below. Returns what was planted where.
 */
export function hostile(world: World, { seed, now }: ScenarioOptions, faults: Faults): Planting[] {
  world.reset(now - bornBeforeMs, seed)
  teachImage(world, 'carrier', { stopExitCode: 0 })
  const plan = newPlan(Math.floor(Math.max(seed, 0) / 1000))
  const ground: Ground = { world, foundation: layFoundation(world, 'hostile'), plan }
  const home = addCluster(ground, homeName)
  addDefinition(ground, 'visitor', [{ name: 'app', image: 'visitor:1.0.0' }])
  plantInstances(ground, home)
  plantNames(ground, home)
  plantCarriers(ground, home)
  plantVisitors(ground, home)
  world.advance(now - world.now)
  faults.add([...errorMessages(plan), { operation: 'ecs.*', spoil: 'lone-surrogates' }])
  return plan.planted
}

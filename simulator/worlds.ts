import { Faults } from './faults.ts'
import { Ledger } from './ledger.ts'
import { scenarios } from './scenarios/registry.ts'
import { World, type WorldKey } from './world.ts'

/** A world with what surrounds it: the count of its calls and the faults set on it. */
export type Estate = { world: World; ledger: Ledger; faults: Faults }

export type ScenarioRequest = { name: string; seed?: number; scale?: number; now?: number }

/**
 * Every world of the process, by account and region; each is born `empty` when it is first named. `now` (epoch ms) makes
 * them be born at that time with a still clock; without it they are born at the wall clock's time and live (factor 1),
 * so that other people's clients see tasks start.
 */
export class Worlds {
  #estates = new Map<string, Estate>()
  #bornAt: number | undefined

  constructor(options: { now?: number } = {}) {
    this.#bornAt = options.now
  }

  estate({ account, region }: WorldKey): Estate {
    const key = `${account}/${region}`
    let estate = this.#estates.get(key)
    if (!estate) {
      const world = new World({ account, region }, this.#bornAt ?? Date.now())
      if (this.#bornAt === undefined) world.setFactor(1)
      estate = { world, ledger: new Ledger(), faults: new Faults() }
      this.#estates.set(key, estate)
    }
    return estate
  }

  world(account: string, region: string): World {
    return this.estate({ account, region }).world
  }

  /**
   * Resets a world (state, ledger, faults, clock) and fills it in. With `now` its clock then stands still there, to be
   * advanced by a test; without, it is born as an untouched world is: at the wall clock's time, and living.
   * Throws `UnknownScenario` when there is no scenario of that name.
   */
  play(key: WorldKey, { name, seed = 1, scale = 1, now }: ScenarioRequest): World {
    const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
    if (!scenario) throw new UnknownScenario(name)
    const { world, ledger, faults } = this.estate(key)
    ledger.clear()
    faults.clear()
    const at = now ?? this.#bornAt ?? Date.now()
    // Emptied before its clock is stopped, so that nothing of the old story is acted out; then set to the very time.
    world.reset(at, seed)
    world.setFactor(0)
    world.reset(at, seed)
    scenario(world, { seed, scale, now: at }, faults)
    world.settle()
    if (now === undefined && this.#bornAt === undefined) world.setFactor(1)
    return world
  }
}

export class UnknownScenario extends Error {
  constructor(name: string) {
    super(`There is no scenario ${JSON.stringify(name)}. There are: ${Object.keys(scenarios).join(', ')}.`)
    this.name = 'UnknownScenario'
  }
}

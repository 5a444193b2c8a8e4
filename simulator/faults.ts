import { endOf, type End, type ScenarioFault } from './faults/fault.ts'
import { fraction } from './random.ts'

/** What happens to one request: a delay, and then perhaps an end that is not the service's own answer. */
export type Strike = { latencyMs: number; end?: End }

type Armed = { fault: ScenarioFault; pattern: RegExp; asked: number; struck: number; index: number }

/** The faults of one world. The first that strikes and ends the request wins; delays of those before it add up. */
export class Faults {
  #armed: Armed[] = []
  #added = 0

  add(faults: ScenarioFault[]): void {
    for (const fault of faults) {
      this.#armed.push({ fault, pattern: glob(fault.operation), asked: 0, struck: 0, index: this.#added++ })
    }
  }

  clear(): void {
    this.#armed = []
    this.#added = 0
  }

  /** What happens to a call (`ecs.DescribeServices`) in a world of this seed and time (epoch ms). */
  strike(call: string, { seed, now }: { seed: number; now: number }): Strike {
    const strike: Strike = { latencyMs: 0 }
    for (const armed of this.#armed) {
      if (!armed.pattern.test(call) || now < (armed.fault.from ?? 0) || !draws(armed, seed)) continue
      strike.latencyMs += armed.fault.latencyMs ?? 0
      const end = endOf(armed.fault)
      if (end) return { ...strike, end }
    }
    return strike
  }
}

function draws(armed: Armed, seed: number): boolean {
  const { times, probability = 1 } = armed.fault
  if (times !== undefined && armed.struck >= times) return false
  const drawn = fraction(seed, 'fault', armed.index, armed.asked++) < probability
  if (drawn) armed.struck++
  return drawn
}

/** `*` stands for any run of characters; the rest is literal and the whole name must match. */
function glob(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

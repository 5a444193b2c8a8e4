import { fraction } from './random.ts'

/** One fault, as the control API takes it. `operation` is a glob over `service.Operation`: `*`, `ecs.*`. */
export type Fault = {
  operation: string
  /** AWS error code, sent in the shape of the request's protocol. */
  error?: string
  /** HTTP status; of the error when not given its own, else 400; of `body` 200. */
  status?: number
  /** Chance that it strikes, 0 to 1; 1 when not given. Drawn from the world's seed. */
  probability?: number
  /** How many requests it strikes before it is spent; for ever when not given. */
  times?: number
  /** Delay before the answer, wall-clock ms. */
  latencyMs?: number
  /** Never answer. */
  hang?: boolean
  /** Sent raw instead of an answer. */
  body?: string
}

/** What happens to one request: a delay, and then perhaps an end that is not the service's own answer. */
export type Strike = {
  latencyMs: number
  end?:
    | { kind: 'hang' }
    | { kind: 'body'; status: number; body: string }
    | { kind: 'error'; code: string; status?: number }
}

type Armed = { fault: Fault; pattern: RegExp; asked: number; struck: number; index: number }

/** The faults of one world. The first that strikes and ends the request wins; delays of those before it add up. */
export class Faults {
  #armed: Armed[] = []
  #added = 0

  add(faults: Fault[]): void {
    for (const fault of faults) {
      this.#armed.push({ fault, pattern: glob(fault.operation), asked: 0, struck: 0, index: this.#added++ })
    }
  }

  clear(): void {
    this.#armed = []
    this.#added = 0
  }

  strike(call: string, seed: number): Strike {
    const strike: Strike = { latencyMs: 0 }
    for (const armed of this.#armed) {
      if (!armed.pattern.test(call) || !draws(armed, seed)) continue
      strike.latencyMs += armed.fault.latencyMs ?? 0
      strike.end = endOf(armed.fault)
      if (strike.end) break
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

function endOf(fault: Fault): Strike['end'] {
  if (fault.hang) return { kind: 'hang' }
  if (fault.body !== undefined) return { kind: 'body', status: fault.status ?? 200, body: fault.body }
  if (fault.error !== undefined) return { kind: 'error', code: fault.error, status: fault.status }
  if (fault.status !== undefined) return { kind: 'body', status: fault.status, body: '' }
  return undefined
}

/** `*` stands for any run of characters; the rest is literal and the whole name must match. */
function glob(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

import 'server-only'
import type { Problem } from '@/lib/api/error'
import { ApiError } from '@/lib/api/error'
import type { Bucket, Source } from './bucket'
import type { Loaded } from './cell'
import { problemFrom } from './problem'
import { isMoreUrgent, type Turn, turnOf, urgencies, type Urgency } from './urgency'

/** What one call says of a key: its value, or why it cannot be known. */
export type Told<V> = { value: V; asOf: number } | { problem: Problem }

/** Those who wait for one key; `urgency` is that of the most urgent of them, `since` when the first came. */
type Waiting<V> = { urgency: Urgency; since: number; settles: ((told: Told<V>) => void)[] }

/**
 * Joins keys into calls of at most `most`. The keys of a call are chosen when AWS's budget lets it go, the most urgent
 * first and then those that waited longest; so a call is as full as can be, and nobody who looks waits behind thousands.
 */
export class Joiner<V> implements Source {
  /** By urgency, each in the order of coming: thousands wait, and whoever has a token asks each time. */
  readonly #waiting = new Map(urgencies.map((urgency) => [urgency, new Map<string, Waiting<V>>()] as const))
  readonly #bucket: Bucket
  readonly #most: number
  readonly #ask: (keys: readonly string[], turn: Turn) => Promise<Map<string, Told<V>>>
  readonly #action: string

  constructor(spec: {
    bucket: Bucket
    most: number
    action: string
    /** One call; its token is taken already. */
    ask: (keys: readonly string[], turn: Turn) => Promise<Map<string, Told<V>>>
  }) {
    this.#bucket = spec.bucket
    this.#most = spec.most
    this.#ask = spec.ask
    this.#action = spec.action
  }

  /** The value of a key from one of the next calls; rejects with the ApiError of what it says instead. */
  load(key: string, turn: Turn): Promise<Loaded<V>> {
    return new Promise((resolve, reject) => {
      const settle = (told: Told<V>) =>
        'problem' in told ? reject(new ApiError(told.problem)) : resolve(told)
      const waiting = this.#found(key) ?? { urgency: turn.urgency, since: turn.since, settles: [] }
      waiting.settles.push(settle)
      this.#place(key, waiting, turn.urgency)
      turn.onHurried = () => {
        const still = this.#found(key)
        if (still?.settles.includes(settle) !== true) return
        this.#place(key, still, turn.urgency)
        this.#bucket.offer(this)
      }
      this.#bucket.offer(this)
    })
  }

  /** How long (ms) it will be till all that is as urgent was let go, here and at others. */
  expectedMs(urgency: Urgency): number {
    return this.#bucket.expectedMs(urgency)
  }

  ahead(urgency: Urgency): number {
    let keys = 0
    for (const [each, waiting] of this.#waiting) if (!isMoreUrgent(urgency, each)) keys += waiting.size
    return Math.ceil(keys / this.#most)
  }

  next(): Urgency | undefined {
    for (const [urgency, waiting] of this.#waiting) if (waiting.size > 0) return urgency
    return undefined
  }

  routineSince(): number {
    const [oldest] = this.#of('routine').values()
    return oldest?.since ?? Infinity
  }

  async take(): Promise<void> {
    const urgency = this.next() ?? 'routine'
    const taken = this.#chosen()
    const told = await this.#answers([...taken.keys()], turnOf(urgency))
    for (const [key, { settles }] of taken) {
      const of = told.get(key) ?? { problem: leftOut(this.#action, key) }
      for (const settle of settles) settle(of)
    }
  }

  async #answers(keys: readonly string[], turn: Turn): Promise<Map<string, Told<V>>> {
    try {
      return await this.#ask(keys, turn)
    } catch (thrown) {
      const problem = problemFrom(thrown, this.#action)
      return new Map(keys.map((key) => [key, { problem }]))
    }
  }

  /** Takes the keys of the next call out of those that wait. */
  #chosen(): Map<string, Waiting<V>> {
    const taken = new Map<string, Waiting<V>>()
    for (const waiting of this.#waiting.values())
      for (const [key, each] of waiting) {
        if (taken.size === this.#most) return taken
        waiting.delete(key)
        taken.set(key, each)
      }
    return taken
  }

  #found(key: string): Waiting<V> | undefined {
    for (const waiting of this.#waiting.values()) {
      const found = waiting.get(key)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Puts a key among those that are as urgent, or leaves it where it is when that is more urgent. */
  #place(key: string, waiting: Waiting<V>, urgency: Urgency): void {
    if (isMoreUrgent(urgency, waiting.urgency)) this.#of(waiting.urgency).delete(key)
    waiting.urgency = isMoreUrgent(urgency, waiting.urgency) ? urgency : waiting.urgency
    const same = this.#of(waiting.urgency)
    if (!same.has(key)) same.set(key, waiting)
  }

  #of(urgency: Urgency): Map<string, Waiting<V>> {
    return this.#waiting.get(urgency) as Map<string, Waiting<V>>
  }
}

function leftOut(action: string, key: string): Problem {
  return { code: 'unavailable', message: `AWS's answer to ${action} is malformed: it leaves out ${key}.` }
}

import 'server-only'
import type { Problem } from '@/lib/api/error'
import { ApiError } from '@/lib/api/error'
import type { Bucket, Source } from './bucket'
import type { Loaded } from './cell'
import { problemFrom } from './problem'
import { hurryAlong, isMoreUrgent, type Turn, turnOf, urgencies, type Urgency } from './urgency'

/** What one call says of a key: its value, or why it cannot be known. */
export type Told<V> = { value: V; asOf: number } | { problem: Problem }

/** Asks for keys, and tells of each what is said of it as soon as that is known. */
export type Ask<V> = (
  keys: readonly string[],
  turn: Turn,
  tell: (key: string, told: Told<V>) => void,
) => Promise<void>

/**
 * Those who wait for one key; `urgency` is that of the most urgent of them, `since` when the first came. `call` is the place
 * in the queue of the call that they are part of by now.
 */
type Waiting<V> = { urgency: Urgency; since: number; call?: Turn; settles: ((told: Told<V>) => void)[] }

/**
 * Joins keys into calls of at most `most`. The keys of a call are chosen when AWS's budget lets it go, the most urgent
 * first and then those that have been as urgent for longest; so a call is as full as can be, and nobody who looks waits
 * behind thousands.
 */
export class Joiner<V> implements Source {
  /** By urgency, each in the order of coming: thousands wait, and whoever has a token asks each time. */
  readonly #waiting = new Map(urgencies.map((urgency) => [urgency, new Map<string, Waiting<V>>()] as const))
  readonly #bucket: Bucket
  readonly #most: number
  readonly #ask: Ask<V>
  readonly #action: string

  constructor(spec: {
    bucket: Bucket
    most: number
    action: string
    /** One call, or several where AWS refuses all for the sake of one; the first token is taken already. */
    ask: Ask<V>
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
        // It may be waiting to be tried again.
        if (waiting.call !== undefined) return hurryAlong(waiting.call, turn.urgency)
        this.#place(key, waiting, turn.urgency)
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

  has(urgency: Urgency): boolean {
    return this.#of(urgency).size > 0
  }

  routineSince(): number {
    const [oldest] = this.#of('routine').values()
    return oldest?.since ?? Infinity
  }

  async take(urgency: Urgency): Promise<void> {
    const taken = this.#chosen(urgency)
    const call = turnOf(
      [...taken.values()].reduce<Urgency>((best, each) => mostUrgent(best, each.urgency), urgency),
    )
    for (const each of taken.values()) each.call = call
    const tell = (key: string, told: Told<V>) => {
      for (const settle of taken.get(key)?.settles ?? []) settle(told)
      taken.delete(key)
    }
    try {
      await this.#ask([...taken.keys()], call, tell)
      for (const key of taken.keys()) tell(key, { problem: leftOut(this.#action, key) })
    } catch (thrown) {
      const problem = problemFrom(thrown, this.#action)
      for (const key of taken.keys()) tell(key, { problem })
    }
  }

  /** Takes the keys of the next call out of those that wait: those of an urgency, then the others, most urgent first. */
  #chosen(from: Urgency): Map<string, Waiting<V>> {
    const taken = new Map<string, Waiting<V>>()
    for (const waiting of [this.#of(from), ...this.#waiting.values()])
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

function mostUrgent(a: Urgency, b: Urgency): Urgency {
  return isMoreUrgent(b, a) ? b : a
}

function leftOut(action: string, key: string): Problem {
  return { code: 'unavailable', message: `AWS's answer to ${action} is malformed: it leaves out ${key}.` }
}

import 'server-only'
import type { Problem } from '@/lib/api/error'
import { ApiError } from '@/lib/api/error'
import type { Bucket, Source } from './bucket'
import type { Loaded } from './cell'
import { problemFrom } from './problem'
import { isMoreUrgent, type Turn, turnOf, urgencies, type Urgency } from './urgency'

/** What one call says of a key: its value, or why it cannot be known. */
export type Told<V> = { value: V; asOf: number } | { problem: Problem }

type Waiting<V> = {
  turn: Turn
  settle: (told: Told<V>) => void
}

/**
 * Joins keys into calls of at most `most`. The keys of a call are chosen when AWS's budget lets it go, the most urgent
 * first and then those that waited longest; so a call is as full as can be, and nobody who looks waits behind thousands.
 */
export class Joiner<V> implements Source {
  readonly #waiting = new Map<string, Waiting<V>[]>()
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
      const others = this.#waiting.get(key) ?? []
      others.push({
        turn,
        settle: (told) => ('problem' in told ? reject(new ApiError(told.problem)) : resolve(told)),
      })
      this.#waiting.set(key, others)
      turn.onHurried = () => this.#bucket.offer(this)
      this.#bucket.offer(this)
    })
  }

  /** How long (ms) it will be till all that is as urgent was let go, here and at others. */
  expectedMs(urgency: Urgency): number {
    return this.#bucket.expectedMs(urgency)
  }

  ahead(urgency: Urgency): number {
    let keys = 0
    for (const waiting of this.#waiting.values())
      if (waiting.some(({ turn }) => !isMoreUrgent(urgency, turn.urgency))) keys += 1
    return Math.ceil(keys / this.#most)
  }

  next(): Urgency | undefined {
    let best: Urgency | undefined
    for (const waiting of this.#waiting.values())
      for (const { turn } of waiting)
        if (best === undefined || isMoreUrgent(turn.urgency, best)) best = turn.urgency
    return best
  }

  routineSince(): number {
    // They stand in the order of their coming.
    for (const waiting of this.#waiting.values())
      for (const { turn } of waiting) if (turn.urgency === 'routine') return turn.since
    return Infinity
  }

  async take(): Promise<void> {
    const taken = this.#chosen()
    const keys = taken.map(([key]) => key)
    for (const key of keys) this.#waiting.delete(key)
    const urgency = taken.reduce<Urgency>((best, [, waiting]) => mostUrgent(best, waiting), 'routine')
    const told = await this.#answers(keys, turnOf(urgency))
    for (const [key, waiting] of taken) {
      const of = told.get(key) ?? { problem: leftOut(this.#action, key) }
      for (const { settle } of waiting) settle(of)
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

  #chosen(): [string, Waiting<V>[]][] {
    const byUrgency = new Map<Urgency, [string, Waiting<V>[]][]>()
    for (const entry of this.#waiting) {
      const urgency = entry[1].reduce<Urgency>((best, { turn }) => mostUrgent(best, [{ turn }]), 'routine')
      const same = byUrgency.get(urgency)
      if (same === undefined) byUrgency.set(urgency, [entry])
      else if (same.length < this.#most) same.push(entry)
    }
    return urgencies.flatMap((urgency) => byUrgency.get(urgency) ?? []).slice(0, this.#most)
  }
}

function mostUrgent(best: Urgency, waiting: readonly { turn: Turn }[]): Urgency {
  return waiting.reduce<Urgency>(
    (found, { turn }) => (isMoreUrgent(turn.urgency, found) ? turn.urgency : found),
    best,
  )
}

function leftOut(action: string, key: string): Problem {
  return { code: 'unavailable', message: `AWS's answer to ${action} is malformed: it leaves out ${key}.` }
}

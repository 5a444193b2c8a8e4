import 'server-only'
import type { BucketLimit } from './buckets'
import { rounds, type Rounds } from './rounds'
import { tally, type Tally } from './tally'
import { isMoreUrgent, type Turn, urgencies, type Urgency } from './urgency'

/**
 * Something that has calls to make. It is asked for the next one only when there is a token, so that what it sends is
 * decided as late as can be: fuller batches, the most urgent first.
 */
export type Source = {
  /** How urgent its next call is; undefined when it has none. */
  next: () => Urgency | undefined
  /** Whether it has a call that is just so urgent, be it not the next one. */
  has: (urgency: Urgency) => boolean
  /** Makes a call that is so urgent; resolves when it has ended, however it did. */
  take: (urgency: Urgency) => Promise<void>
  /** How many calls it has to make that are as urgent. */
  ahead: (urgency: Urgency) => number
  /** Since when (monotonic ms) the oldest of its routine has been waiting. */
  routineSince: () => number
}

/** What a bucket did lately, for the shell and the metrics. Rates are calls a second. */
export type BucketUse = {
  name: string
  /** What AWS allows for everybody, and what we allow ourselves at the moment. */
  limit: number
  allowed: number
  callsLastMinute: number
  throttledLastMinute: number
  /** Sources that have work: single calls, and crowds of keys that go into few calls. */
  waiting: number
  /** Since the start. */
  calls: number
  throttled: number
}

/**
 * Calls in flight at once, so that a far end that hangs does not collect sockets. The last places are kept for those whom
 * somebody waits for.
 */
const mostInFlight: Record<Urgency, number> = { write: 8, visible: 8, listed: 7, background: 6, routine: 6 }
/** After a throttle the rate comes back by this share of the whole a second. */
const recoveryPerSecond = 0.2
const slowest = 1 / 8
/** While it comes back, the next token is sooner there than it was when one waited: it is looked for so often (ms). */
const lookMs = 250
const mostRoutineTokens = 1.5

/**
 * After so many tokens in a row that went to the more urgent, one goes to somebody who was passed over: however much is
 * looked at, the rest of the estate is still read, or it would go stale as a whole.
 */
const mostPassedOver = 4

/** A call under way that waits for another token till `until` (monotonic ms). */
type Retry = { turn: Turn; until: number; go: (hasToken: boolean) => void }

/** What the next token may be for. */
type Candidate = { urgency: Urgency; go: () => void }

/** Of the burst, what is kept back from those whom nobody waits for: a person's call finds a token at once. */
const keptBack: Record<Urgency, number> = {
  write: 0,
  visible: 0,
  listed: 0.1,
  background: 0.25,
  routine: 0.25,
}

/**
 * Our share of one of AWS's token buckets. The rate is halved when AWS throttles, at most once for all calls that were
 * under way by then, and grows back by itself.
 */
export class Bucket {
  readonly limit: BucketLimit
  /** What is read regularly, and so how often. */
  readonly rounds: Rounds
  readonly #share: number
  readonly #burst: number
  #tokens: number
  /** Of them, what routine may take: less than one and a bit, so that a round goes on evenly. */
  #routineTokens = 1
  #factor = 1
  #at = performance.now()
  #halvedAt = -Infinity
  #inFlight = 0
  /** Tokens since the last one that went to somebody who was passed over. */
  #sinceFair = 0
  /** Of each urgency, how many tokens went to more urgent ones since it had one. */
  readonly #passedOver = new Map<Urgency, number>()
  #sources = new Set<Source>()
  /** Calls under way that wait for another token, to be tried again: they hold their place in flight. */
  #again: Retry[] = []
  /** The next look at the queue: in this turn of the event loop, or when there will be a token. */
  #planned: { isNow: boolean; cancel: () => void } | undefined
  readonly #calls: Tally = tally(60)
  readonly #throttled: Tally = tally(60)

  /** `share` (0 to 1) is the part of AWS's limit that is ours. */
  constructor(limit: BucketLimit, share: number) {
    this.limit = limit
    this.#share = share
    this.rounds = rounds(limit.refill * share)
    this.#burst = Math.max(1, limit.burst * share)
    this.#tokens = this.#burst
  }

  /** Calls a second at present. */
  get rate(): number {
    return this.limit.refill * this.#share * this.#factor
  }

  /** A source has work, or more urgent work. It is served in the order of urgency, then of coming. */
  offer(source: Source): void {
    this.#sources.add(source)
    this.#wake()
  }

  /** Another token for a call that is under way; false when none was there till `until` (monotonic ms). */
  again(turn: Turn, until: number): Promise<boolean> {
    return new Promise((resolve) => {
      turn.onHurried = () => this.#wake()
      this.#again.push({ turn, until, go: resolve })
      this.#wake()
    })
  }

  /** AWS throttled a call that set out at `sentAt` (monotonic ms). */
  throttled(sentAt: number): void {
    this.#throttled.add()
    if (sentAt < this.#halvedAt) return
    this.#refill()
    this.#halvedAt = performance.now()
    this.#factor = Math.max(slowest, this.#factor / 2)
    this.#tokens = Math.min(this.#tokens, this.#burst / 2)
  }

  /** How long (ms) it will be till all calls that are as urgent were let go. */
  expectedMs(urgency: Urgency): number {
    this.#refill()
    let calls = this.#again.filter(({ turn }) => !isMoreUrgent(urgency, turn.urgency)).length
    for (const source of this.#sources) calls += source.ahead(urgency)
    return (Math.max(0, calls + this.#floor(urgency) - this.#tokens) / this.rate) * 1000
  }

  use(): BucketUse {
    this.#refill()
    return {
      name: this.limit.name,
      limit: this.limit.refill,
      allowed: this.rate,
      callsLastMinute: this.#calls.count(),
      throttledLastMinute: this.#throttled.count(),
      waiting: this.#sources.size + this.#again.length,
      calls: this.#calls.total(),
      throttled: this.#throttled.total(),
    }
  }

  close(): void {
    this.#sources.clear()
    this.#planned?.cancel()
  }

  /** Not at once: all that is asked for in this tick is to be joined first. */
  #wake(): void {
    if (this.#planned?.isNow !== true) this.#plan(0)
  }

  #refill(): void {
    const now = performance.now()
    const seconds = (now - this.#at) / 1000
    this.#at = now
    // The rate grew back in that time.
    const growing = Math.min(seconds, (1 - this.#factor) / recoveryPerSecond)
    const whole = seconds - growing + growing * (this.#factor + (growing * recoveryPerSecond) / 2)
    this.#factor = Math.min(1, this.#factor + seconds * recoveryPerSecond)
    this.#tokens = Math.min(this.#burst, this.#tokens + whole * this.limit.refill * this.#share)
    this.#routineTokens = Math.min(mostRoutineTokens, this.#routineTokens + whole * this.rounds.routineRate())
  }

  #pump(): void {
    this.#planned = undefined
    this.#refill()
    this.#giveUp()
    for (;;) {
      const first = this.#next()
      // Where there is no place for it there is none for a lesser one; it is looked for when a call ends.
      if (first === undefined) return
      const neglected = this.#sinceFair < mostPassedOver ? undefined : this.#neglected(first.urgency)
      // Who was passed over has waited long enough for a token that is not kept back.
      if (!this.#takeToken(neglected === undefined ? first.urgency : 'visible')) return
      const next = neglected ?? first
      this.#noteGiven(next.urgency, neglected !== undefined)
      next.go()
    }
  }

  #noteGiven(urgency: Urgency, isFair: boolean): void {
    this.#sinceFair = isFair ? 0 : this.#sinceFair + 1
    this.#passedOver.set(urgency, 0)
    for (const other of urgencies)
      if (isMoreUrgent(urgency, other)) this.#passedOver.set(other, (this.#passedOver.get(other) ?? 0) + 1)
  }

  /** The most urgent that there is a place for. */
  #next(): Candidate | undefined {
    const retry = this.#again.reduce<Retry | undefined>(
      (best, each) =>
        best === undefined || isMoreUrgent(each.turn.urgency, best.turn.urgency) ? each : best,
      undefined,
    )
    const best = this.#best()
    const source = best !== undefined && this.#hasPlace(best.urgency) ? best : undefined
    // A call under way has its place already, and goes before others that are as urgent.
    if (retry !== undefined && !(source !== undefined && isMoreUrgent(source.urgency, retry.turn.urgency)))
      return this.#asRetry(retry)
    return source === undefined ? undefined : this.#asSource(source.source, source.urgency)
  }

  /**
   * Of those less urgent than the most urgent, the one who was passed over most often; routine only where nobody else was:
   * what it would confirm is known, and becomes urgent before it is too old. A write waits for nobody, and what was never
   * read not for routine.
   */
  #neglected(first: Urgency): Candidate | undefined {
    if (first === 'write' || !isMoreUrgent(first, 'background')) return undefined
    const passed = (urgency: Urgency) => this.#passedOver.get(urgency) ?? 0
    const lesser = urgencies
      .filter((urgency) => isMoreUrgent(first, urgency) && passed(urgency) >= mostPassedOver)
      .sort((a, b) => Number(a === 'routine') - Number(b === 'routine') || passed(b) - passed(a))
    for (const urgency of lesser) {
      const retry = this.#again.find(({ turn }) => turn.urgency === urgency)
      if (retry !== undefined) return this.#asRetry(retry)
      if (!this.#hasPlace(urgency)) continue
      for (const source of this.#sources) if (source.has(urgency)) return this.#asSource(source, urgency)
    }
    return undefined
  }

  #hasPlace(urgency: Urgency): boolean {
    return this.#inFlight < mostInFlight[urgency]
  }

  #asRetry(retry: Retry): Candidate {
    return {
      urgency: retry.turn.urgency,
      go: () => {
        this.#again.splice(this.#again.indexOf(retry), 1)
        retry.go(true)
      },
    }
  }

  #asSource(source: Source, urgency: Urgency): Candidate {
    return { urgency, go: () => this.#run(source, urgency) }
  }

  /** Of the calls under way, those that may not be tried again any more. */
  #giveUp(): void {
    const now = performance.now()
    const late = this.#again.filter(({ until }) => now >= until)
    if (late.length === 0) return
    this.#again = this.#again.filter(({ until }) => now < until)
    for (const { go } of late) go(false)
  }

  /** When there is none, comes back as soon as there will be. */
  #takeToken(urgency: Urgency): boolean {
    const needed = 1 + this.#floor(urgency)
    if (this.#tokens < needed) {
      this.#plan(((needed - this.#tokens) / this.rate) * 1000)
      return false
    }
    if (urgency === 'routine') {
      if (this.#routineTokens < 1) {
        this.#plan(((1 - this.#routineTokens) / (this.rounds.routineRate() * this.#factor)) * 1000)
        return false
      }
      this.#routineTokens -= 1
    }
    this.#tokens -= 1
    this.#calls.add()
    return true
  }

  #run(source: Source, urgency: Urgency): void {
    this.#inFlight += 1
    void source.take(urgency).finally(() => {
      this.#inFlight -= 1
      // There is a place now; what is planned may be for somebody less urgent, and later.
      if (this.#sources.size > 0 || this.#again.length > 0) this.#wake()
    })
    // Last in its class, so that sources of one urgency take turns.
    if (this.#sources.delete(source) && source.next() !== undefined) this.#sources.add(source)
  }

  #best(): { source: Source; urgency: Urgency } | undefined {
    let best: { source: Source; urgency: Urgency } | undefined
    let since = Infinity
    for (const source of this.#sources) {
      const urgency = source.next()
      if (urgency === undefined) {
        this.#sources.delete(source)
        continue
      }
      if (best !== undefined && isMoreUrgent(best.urgency, urgency)) continue
      // Of the routine what is oldest, or what is few would be read twice before what is many once; others take turns.
      const ownSince = urgency === 'routine' ? source.routineSince() : Infinity
      if (best === undefined || isMoreUrgent(urgency, best.urgency) || ownSince < since) {
        best = { source, urgency }
        since = ownSince
      }
    }
    return best
  }

  /** Never so much that a small bucket would have no token for the least urgent. */
  #floor(urgency: Urgency): number {
    return Math.min(this.#burst - 1, this.#burst * keptBack[urgency])
  }

  #plan(wanted: number): void {
    this.#planned?.cancel()
    const now = performance.now()
    // Whoever may not be tried again after some time is told so then.
    const giveUp = Math.min(...this.#again.map(({ until }) => Math.max(1, until - now)))
    const ms = Math.min(wanted, giveUp, this.#factor < 1 ? lookMs : Infinity)
    const pump = () => this.#pump()
    if (ms > 0) {
      const timer = setTimeout(pump, ms)
      this.#planned = { isNow: false, cancel: () => clearTimeout(timer) }
    } else {
      const immediate = setImmediate(pump)
      this.#planned = { isNow: true, cancel: () => clearImmediate(immediate) }
    }
  }
}

/**
 * One simulated AWS account in one region. It has a clock, a seed, a queue of what is due, and the state of each
 * service. Nothing in it uses a timer: each request first settles all that is due up to the world's `now`.
 */
export type WorldKey = { account: string; region: string }

/** A slice of state that one service keeps in the world: made empty when the world is reset. */
export type Slice<T> = { name: string; make: (world: World) => T }

type Due = { at: number; order: number; run: () => void; cancelled: boolean }

export class World {
  readonly account: string
  readonly region: string
  seed = 1
  /** Simulated time of the last settled event or request, epoch ms. */
  #now = 0
  /** Wall-clock ms (monotonic) at which `#base` was true. */
  #anchor: number
  #base: number
  #factor = 0
  #order = 0
  #heap: Due[] = []
  #slices = new Map<string, unknown>()
  #monotonic: () => number

  constructor(key: WorldKey, now: number, monotonic: () => number = () => performance.now()) {
    this.account = key.account
    this.region = key.region
    this.#monotonic = monotonic
    this.#anchor = monotonic()
    this.#base = now
    this.#now = now
  }

  /** Simulated time, epoch ms: while an event runs, the time of that event. */
  get now(): number {
    return this.#now
  }

  /** Simulated seconds that pass in one second of the wall clock; 0 = still. */
  get factor(): number {
    return this.#factor
  }

  setFactor(factor: number): void {
    this.settle()
    this.#base = this.#now
    this.#anchor = this.#monotonic()
    this.#factor = factor
  }

  /** The state of one service in this world. */
  slice<T>(slice: Slice<T>): T {
    let state = this.#slices.get(slice.name)
    if (state === undefined) {
      state = slice.make(this)
      this.#slices.set(slice.name, state)
    }
    return state as T
  }

  /** Empties the world: state, queue and clock. */
  reset(now: number, seed = 1): void {
    this.seed = seed
    this.#heap = []
    this.#slices.clear()
    this.#order = 0
    this.#now = now
    this.#base = now
    this.#anchor = this.#monotonic()
  }

  /** Runs `run` at simulated time `at` (not before the present). Returns a function that cancels it. */
  at(at: number, run: () => void): () => void {
    const due: Due = { at: Math.max(at, this.#now), order: this.#order++, run, cancelled: false }
    push(this.#heap, due)
    return () => {
      due.cancelled = true
    }
  }

  /** Runs `run` after `ms` simulated milliseconds. */
  after(ms: number, run: () => void): () => void {
    return this.at(this.#now + ms, run)
  }

  /** Settles, in order, everything due up to the present of the world's clock. */
  settle(): void {
    this.#settleTo(this.#base + (this.#monotonic() - this.#anchor) * this.#factor)
  }

  /** Moves the clock on and settles in order. */
  advance(ms: number): void {
    this.settle()
    this.#base += ms
    this.settle()
  }

  #settleTo(target: number): void {
    const end = Math.max(Math.floor(target), this.#now)
    for (let due = this.#heap[0]; due && due.at <= end; due = this.#heap[0]) {
      pop(this.#heap)
      if (due.cancelled) continue
      this.#now = due.at
      due.run()
    }
    this.#now = end
  }
}

const before = (a: Due, b: Due) => a.at - b.at || a.order - b.order

function push(heap: Due[], due: Due): void {
  let i = heap.push(due) - 1
  while (i > 0) {
    const up = (i - 1) >> 1
    if (before(heap[up]!, due) <= 0) break
    heap[i] = heap[up]!
    i = up
  }
  heap[i] = due
}

function pop(heap: Due[]): void {
  const last = heap.pop()!
  if (heap.length === 0) return
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!) < 0) child++
    if (before(last, heap[child]!) <= 0) break
    heap[i] = heap[child]!
    i = child
  }
  heap[i] = last
}

/**
 * An answer's bytes, kept so that the front door can give them again while they are fresh. The body is
 * `{"now":…,"asOf":…,` followed by `rest`, so that a replay can say the present `now`.
 */
export type Snapshot = {
  /** Weak, over the body without the times that move by themselves. */
  etag: string
  /** AWS's clock (epoch ms) when the answer was made. */
  nowMs: number
  asOf: string
  /** The body after `"asOf":"…",`, closing brace included, as UTF-8: as text it would take twice the room. */
  rest: Buffer
  /** `performance.now()` when it was made. */
  madeAt: number
  /** Until which `performance.now()` it may be replayed. */
  freshUntil: number
}

/** Snapshots by who may see them and by the request target exactly as it was sent. */
export type Snapshots = {
  get: (identityClass: string, target: string) => Snapshot | undefined
  /** Keeps one, unless something was written under `scope` since `generation` was taken. */
  put: (identityClass: string, target: string, scope: string, generation: number, snapshot: Snapshot) => void
  /** Forgets one: it is known to be wrong. */
  forget: (identityClass: string, target: string) => void
  /** The count of writes under a scope (`/account/region`). */
  generation: (scope: string) => number
  /** Forgets all of a scope: something was written there. */
  drop: (scope: string) => void
}

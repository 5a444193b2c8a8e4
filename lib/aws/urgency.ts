import 'server-only'

/**
 * Who waits for a call, most urgent first: a write, somebody who looks at the very thing, somebody who looks at a list
 * with it, nobody in particular (the rest of an estate). `routine` is what is known and is only to be confirmed: it
 * goes on at the pace of a round.
 */
export const urgencies = ['write', 'visible', 'listed', 'background', 'routine'] as const

export type Urgency = (typeof urgencies)[number]

/**
 * A place in the queue; `since` (monotonic ms) when it was taken, for all pages of a list. It can be moved forward while
 * it waits: somebody began to look.
 */
export type Turn = {
  urgency: Urgency
  readonly since: number
  /** Set by where it waits: tells there that it was moved forward. */
  onHurried?: () => void
}

export function turnOf(urgency: Urgency): Turn {
  return { urgency, since: performance.now() }
}

/** Moves a turn forward, if that is forward. */
export function hurryAlong(turn: Turn, urgency: Urgency): void {
  if (!isMoreUrgent(urgency, turn.urgency)) return
  turn.urgency = urgency
  turn.onHurried?.()
}

export function isMoreUrgent(a: Urgency, b: Urgency): boolean {
  return urgencies.indexOf(a) < urgencies.indexOf(b)
}

import 'server-only'

/**
 * Who waits for a call, most urgent first: a write, somebody who looks at the very thing, somebody who looks at a list
 * with it, nobody in particular (the rest of an estate).
 */
export const urgencies = ['write', 'visible', 'listed', 'background'] as const

export type Urgency = (typeof urgencies)[number]

/** A place in the queue. It can be moved forward while it waits: somebody began to look. */
export type Turn = { urgency: Urgency }

export function isMoreUrgent(a: Urgency, b: Urgency): boolean {
  return urgencies.indexOf(a) < urgencies.indexOf(b)
}

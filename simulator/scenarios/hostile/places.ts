import type { Payload } from './payload.ts'

/** What a place takes besides ordinary payloads, or instead of them. */
type Taking = {
  /** Texts that must be exactly what they are: something beside them can carry the marker. */
  exact?: boolean
  /** Texts of up to 1 MB. */
  huge?: boolean
  /** Secrets; `only`: nothing else. */
  canary?: boolean | 'only'
  /** How many there is room for; any number when not given. */
  room?: number
}

/** Everything of ECS and ELBv2 that reaches a page as text, with what it takes. */
const places = {
  'cluster name': {},
  'cluster setting': {},
  'capacity provider': {},
  'service name': {},
  'service event': { huge: true },
  'rollout reason': {},
  'tag key': { exact: true },
  'tag value': { exact: true },
  'stopped reason': { huge: true },
  'container reason': { huge: true },
  'task group': {},
  'started by': {},
  'container name': {},
  image: {},
  command: {},
  'environment key': {},
  'environment value': { canary: true, huge: true },
  'override value': { canary: 'only' },
  'secret source': {},
  'label key': { exact: true },
  'label value': { exact: true },
  'label of a secret': { canary: 'only' },
  'log option key': { exact: true },
  'log option value': { exact: true },
  'attribute name': { exact: true },
  'attribute value': { exact: true },
  'target group name': {},
  'target reason': {},
  'target description': {},
  'error message': { room: 8 },
} satisfies Record<string, Taking>

export type Place = keyof typeof places

/** Values that must never leave the console's server: no page may show what stands there. */
export const secretPlaces: Place[] = ['environment value', 'override value', 'label of a secret']

const names = Object.keys(places) as Place[]

function takes(place: Place, { kind, exact, text }: Payload, held: number): boolean {
  const taking: Taking = places[place]
  if (held >= (taking.room ?? Infinity)) return false
  // Half a character cannot be asked for, and a cluster that cannot be asked for spoils the answer for all others.
  if (place === 'cluster name' && /\p{Surrogate}/u.test(text)) return false
  if (kind === 'canary') return taking.canary !== undefined
  if (taking.canary === 'only') return false
  if (kind === 'huge') return taking.huge === true
  return !exact || taking.exact === true
}

/**
 * Gives every payload one place, in turn, so that each place gets some of every kind. A `turn` other than 0 begins
 * further on: over as many turns as there are places every payload comes everywhere that takes it.
 */
export function assign(payloads: Payload[], turn: number): Map<Place, Payload[]> {
  const given = new Map<Place, Payload[]>(names.map((name) => [name, []]))
  let next = turn
  for (const payload of payloads) {
    while (!takes(placeAt(next), payload, given.get(placeAt(next))!.length)) next++
    given.get(placeAt(next++))!.push(payload)
  }
  return given
}

const placeAt = (turn: number): Place => names[turn % names.length]!

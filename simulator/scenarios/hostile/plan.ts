import { corpus } from './corpus.ts'
import type { Payload } from './payload.ts'
import { assign, secretPlaces, type Place } from './places.ts'

/** Where one payload went. `secret`: no page may show it. `where` is for people: `cluster hostile, service carrier-1`. */
export type Planting = { payload: Payload; place: Place; where: string; secret: boolean }

/** Which payload goes where, and what was planted so far. */
export type Plan = {
  planted: Planting[]
  /** The payloads of a place. */
  of: (place: Place) => Payload[]
  /** Notes where a payload goes and gives its text as the world keeps it. */
  text: (payload: Payload, place: Place, where: string) => string
}

export function newPlan(turn: number): Plan {
  const given = assign(corpus(), turn)
  const planted: Planting[] = []
  return {
    planted,
    of: (place) => given.get(place) ?? [],
    text: (payload, place, where) => {
      planted.push({ payload, place, where, secret: secretPlaces.includes(place) })
      // ELBv2 speaks XML, which cannot carry them in any way.
      return place.startsWith('target ') ? payload.text : kept(payload.text)
    },
  }
}

/**
 * Halves of characters cannot be written as UTF-8, only as escapes of JSON, which the SDK's serialiser does not write: the
 * world keeps a character of the private use area instead, and the spoiling `lone-surrogates` makes it the escape.
 */
const kept = (text: string) =>
  text.replace(/\p{Surrogate}/gu, (half) => String.fromCharCode(half.charCodeAt(0) + 0x800))

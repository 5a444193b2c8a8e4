/**
 * What becomes of a service of the estate. `fine` ones are steady and stay so; of the rest each is in a trouble of its
 * own, in a roll-out, or scaled to zero.
 */
export type Fate =
  | 'fine'
  /** A release exits with 1 some minutes after each start. */
  | 'crashing'
  /** A release is killed for its memory some minutes after each start. */
  | 'out-of-memory'
  /** A dependency is gone: every target fails its check, and ECS replaces task after task. */
  | 'failing-checks'
  /** Scaled out since something changed: the new tasks fail their checks within a long grace period. */
  | 'partly-unhealthy'
  /** Created with an image that is not there: it never ran. */
  | 'image-missing'
  /** Rolled out to an image that is not there: the old tasks serve on. */
  | 'release-missing'
  /** On EC2: more tasks wanted than there are instances that may each have one. */
  | 'no-room'
  | 'deploying'
  | 'scaled-to-zero'

/** How many services of 5,000 have each fate: 150 together, so that 97 % are fine. */
const ofFiveThousand: [fate: Fate, services: number][] = [
  ['crashing', 4],
  ['out-of-memory', 3],
  ['failing-checks', 3],
  ['image-missing', 3],
  ['release-missing', 4],
  ['partly-unhealthy', 8],
  ['no-room', 2],
  ['deploying', 12],
  ['scaled-to-zero', 111],
]

/** Tasks that each wanted task of such a service stops in an hour, as it turns out; other fates stop none. */
const stopsPerHour: Partial<Record<Fate, number>> = {
  crashing: 17,
  'out-of-memory': 11,
  'failing-checks': 11,
  'image-missing': 4,
  'release-missing': 4,
}

/** Fates that stop tasks share so much of what may be stopped in an hour; roll-outs and scale-ins have the rest. */
const share = 0.75

/** A fate, and the desired count where the fate says it. */
export type Lot = { fate: Fate; desired?: number }

/**
 * The fates of an estate of `services` that may have `stopped` tasks of the last hour: in proportion to its size, one
 * of each kind in turn and the loudest first, so that a small estate has one crash loop rather than none.
 */
export function lotsOf(services: number, stopped: number): Lot[] {
  const left = new Map<Fate, number>()
  for (const [fate, count] of ofFiveThousand) {
    const part = (count * services) / 5000
    left.set(fate, fate in stopsPerHour ? Math.ceil(part) : Math.round(part))
  }
  const lots: Lot[] = []
  let room = stopped * share
  for (let desired = 1, before = -1; lots.length > before; desired = 2) {
    before = lots.length
    for (const [fate] of ofFiveThousand) {
      const each = stopsPerHour[fate]
      const stops = desired * (each ?? 0)
      if (!left.get(fate) || stops > room) continue
      left.set(fate, left.get(fate)! - 1)
      room -= stops
      lots.push(each === undefined ? { fate } : { fate, desired: fate === 'failing-checks' ? 1 : desired })
    }
  }
  return lots
}

import { ranAndDied, type Stop } from '@/lib/task/stops'

/** A crash loop: the stops that make it one, newest first. */
export type CrashLoop = {
  stops: [Stop, ...Stop[]]
  /** The span in which they happened: 10 min by rate, else from the first of them till now. */
  windowMs: number
  /** By rate (≥ 3 in 10 minutes) or by rhythm (lifetimes short and repeating). */
  by: 'rate' | 'rhythm'
  longestLifeMs: number | null
}

const tenMinutes = 10 * 60_000
/** AWS keeps a stopped task for about an hour. */
const memoryMs = 60 * 60_000
/** A service's task that lives shorter than this, again and again, is not serving its purpose. */
const shortLifeMs = 20 * 60_000
const enough = 3

/**
 * Whether tasks that ran keep dying (CONTRACT.md "Verdicts"): ≥ 3 unplanned stops in 10 minutes, or ≥ 3 short lives in
 * the last hour that go on in their own rhythm. The second sees what ECS's back-off (up to 15 minutes between starts)
 * would hide from a rate. Scale-in, user stops, drains and lost hosts are not counted, nor tasks that never ran.
 */
export function crashLoopOf(stops: readonly Stop[], now: number): CrashLoop | null {
  const died = stops
    .filter(ranAndDied)
    .filter((stop): stop is Stop & { at: number } => stop.at !== null && now - stop.at < memoryMs)
    .sort((a, b) => b.at - a.at)
  const recent = died.filter(({ at }) => now - at <= tenMinutes)
  if (isEnough(recent))
    return { stops: recent, windowMs: tenMinutes, by: 'rate', longestLifeMs: longest(recent) }
  const short = died.filter(({ lifetimeMs }) => lifetimeMs !== null && lifetimeMs <= shortLifeMs)
  if (!isEnough(short)) return null
  const gaps = short.slice(1).map((stop, i) => short[i]!.at - stop.at)
  const rhythmMs = Math.max(tenMinutes, 1.5 * Math.max(...gaps))
  if (now - short[0].at > rhythmMs) return null
  return { stops: short, windowMs: now - short.at(-1)!.at, by: 'rhythm', longestLifeMs: longest(short) }
}

function isEnough<T>(stops: T[]): stops is [T, ...T[]] {
  return stops.length >= enough
}

function longest(stops: readonly Stop[]): number | null {
  const lives = stops.map(({ lifetimeMs }) => lifetimeMs).filter((life) => life !== null)
  return lives.length === 0 ? null : Math.max(...lives)
}

import 'server-only'
import { bridge, singleton } from '@/lib/api/bridge'
import type { Change } from '@/lib/api/changes'
import { freshness, type Freshness } from '@/lib/api/freshness'

/** One read that somebody asked for, and the way to answer it again. */
export type Asked = {
  identityClass: string
  target: string
  /** `/{account}/{region}`: what a stream listens to. */
  place: string
  /** The path that is told when the answer changed. */
  path: string
  freshness: Freshness
  /** Answers it anew and keeps the answer for replay; gives what tells one answer from another. Never rejects. */
  again: () => Promise<Outcome>
}

/** `tag`: the ETag of an answer, or its error's code. `now`: AWS's clock, ISO 8601. */
export type Outcome = { tag: string; now: string }

type Watched = Asked & { tag: string; askedAt: number; dueAt: number; isBusy: boolean }
type Listener = { identityClass: string; place: string; tell: (change: Change) => void }

type Live = {
  watched: Map<string, Watched>
  listeners: Set<Listener>
  /** Places of which AWS was out of reach when somebody last asked. */
  away: Set<string>
  timer?: NodeJS.Timeout
}

/** What nobody asked for so long (ms) is not watched any more; pages ask for what they show more often than that. */
const interestMs = 60_000
/** An answer that does not move by itself is looked at this often (ms) at least: it costs no call that is not due. */
const lookMs = 3_000
const beatMs = 250
const mostWatched = 2_000

/**
 * Hears that a read was asked for and what was answered. While somebody listens to its place it is answered again and
 * again, once for all viewers, and told when it is another.
 */
export function noteAsked(asked: Asked, outcome: Outcome): void {
  const { watched } = live()
  const key = keyOf(asked.identityClass, asked.target)
  const known = watched.get(key)
  const at = performance.now()
  // Set anew, so that the map is in the order of asking.
  watched.delete(key)
  watched.set(key, {
    ...asked,
    tag: outcome.tag,
    askedAt: at,
    dueAt: at + paceMs(asked.freshness),
    isBusy: known?.isBusy ?? false,
  })
  if (known !== undefined && known.tag !== outcome.tag) tell(asked, outcome.now)
  const [oldest] = watched.keys()
  if (watched.size > mostWatched && oldest !== undefined) watched.delete(oldest)
}

/** Hears that an answer was given again. */
export function noteReplayed(identityClass: string, target: string): void {
  const known = live().watched.get(keyOf(identityClass, target))
  if (known !== undefined) known.askedAt = performance.now()
}

/** Something was written at a place: all that is watched there is looked at now. */
export function hurry(place: string): void {
  for (const watched of live().watched.values()) if (watched.place === place) watched.dueAt = 0
}

/** Hears whether AWS is in reach of a place: when that changes, so does every answer there, the slow ones too. */
export function noteReach(place: string, isAway: boolean): void {
  const { away } = live()
  if (away.has(place) === isAway) return
  if (isAway) away.add(place)
  else away.delete(place)
  hurry(place)
}

/** Listens to a place till the returned function is called. */
export function listen(listener: Listener): () => void {
  const { listeners } = live()
  listeners.add(listener)
  start()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stop()
  }
}

export function listenerCount(): number {
  return live().listeners.size
}

/** How long after an answer it is looked at again; it is kept for replay as long. */
export function paceMs(name: Freshness): number {
  const { pollMs } = freshness[name]
  if (pollMs === false) return Infinity
  return (name === 'steady' ? lookMs : pollMs) * bridge().configuration.refreshScale
}

function beat(): void {
  const { watched, listeners } = live()
  const places = new Set([...listeners].map(({ place }) => place))
  const at = performance.now()
  for (const [key, each] of watched) {
    if (at - each.askedAt > interestMs) watched.delete(key)
    else if (!each.isBusy && at >= each.dueAt && places.has(each.place)) void look(key, each)
  }
}

async function look(key: string, each: Watched): Promise<void> {
  each.isBusy = true
  const outcome = await each.again()
  // Meanwhile somebody may have asked for it, and been told more.
  const current = live().watched.get(key)
  if (current === undefined) return
  const isNews = current.tag !== outcome.tag
  current.tag = outcome.tag
  current.isBusy = false
  current.dueAt = performance.now() + paceMs(each.freshness)
  if (isNews) tell(each, outcome.now)
}

function tell({ identityClass, place, path }: Asked, now: string): void {
  // One object for all, so that its bytes are made once.
  const change: Change = { now, paths: [path] }
  for (const listener of live().listeners)
    if (listener.place === place && listener.identityClass === identityClass) listener.tell(change)
}

function start(): void {
  const state = live()
  state.timer ??= setInterval(beat, beatMs)
}

function stop(): void {
  const state = live()
  clearInterval(state.timer)
  delete state.timer
}

function live(): Live {
  return singleton('server.live', () => {
    const made: Live = { watched: new Map(), listeners: new Set(), away: new Set() }
    bridge().closers.add(() => clearInterval(made.timer))
    return made
  })
}

function keyOf(identityClass: string, target: string): string {
  return `${identityClass} ${target}`
}

import 'server-only'
import { LRUCache } from 'lru-cache'
import { singleton } from '@/lib/api/bridge'
import type { ErrorCode, Problem } from '@/lib/api/error'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { staleAfterMs } from '@/lib/api/freshness'
import { type Asked, hurryMs, knownForMs, type ReadOptions, throughAll } from './cache'
import { outcomeOf, pending } from './cell'
import { actionOf, type Sent } from './call'
import type { OperationSchema } from './check'
import { type AwsClient, type AwsService, bucketOf, connectionOf, now, outOfReach } from './connection'
import { Joiner, type Told } from './joiner'
import { problemFrom } from './problem'
import { restMs } from './rest'
import type { Round } from './rounds'
import { guarded } from './shared'
import { cellOn, shelfOf } from './store'
import type { Turn } from './urgency'

/** What a batch says of one key: its value, null when AWS says that there is none, or why it cannot be known. */
export type Found<V> = { value: V | null } | { problem: Problem }

export type LoaderSpec<V> = {
  service: AwsService<AwsClient>
  operation: OperationSchema
  /** How many keys AWS takes in one call. */
  most: number
  /** Where the facts are kept, by key; `group` is what one call has in common, e.g. the cluster. */
  path: (group: string) => string
  /** One call. A key that is absent from the result was neither described nor reported missing: an error. */
  batch: (scope: Scope, group: string, keys: readonly string[], sent: Sent) => Promise<Map<string, Found<V>>>
  /** Errors with which AWS refuses a whole call for the sake of one key: each key is then asked for alone. */
  splitOn?: readonly ErrorCode[]
}

/**
 * `soon` are the keys that are on the move: they do not rest as long as the others do. `news` are those of which
 * something tells that what is known is another by now: they do not rest at all.
 */
export type ManyOptions = ReadOptions & { soon?: ReadonlySet<string>; news?: ReadonlySet<string> }

type Reads<V> = Map<string, Read<V | null>>

export type Loader<V> = {
  one: (scope: Scope, group: string, key: string, options: ReadOptions) => Promise<Read<V | null>>
  /**
   * Each key once, by key. How long facts rest between two readings follows from how many there are, within AWS's
   * budget. Rejects with `not_found` when the scope is not configured.
   */
  many: (scope: Scope, group: string, keys: readonly string[], options: ManyOptions) => Promise<Reads<V>>
  /** What is known of each key now; asks nothing. */
  known: (scope: Scope, group: string, keys: readonly string[]) => Reads<V>
}

/** Idle joiners are forgotten; one holds nothing between calls. */
const mostJoiners = 5_000

/** Joins the keys that are asked for into calls of at most `most`; each key is cached by itself. */
export function loader<V>(spec: LoaderSpec<V>): Loader<V> {
  return {
    one: (scope, group, key, options) =>
      guarded(async () => {
        const joiner = joinerOf(spec, scope, group)
        const load = (turn: Turn) => joiner.load(key, turn)
        const asked = [{ key, wanted: options, load }]
        const [read] = await throughAll<V | null>(scope, spec.path(group), asked, () => 0)
        return read as Read<V | null>
      }),
    many: async (scope, group, keys, { soon, news, ...options }) => {
      const joiner = joinerOf(spec, scope, group)
      const unique = [...new Set(keys)]
      const paces = pacesOf(spec, scope, group, unique.length, soon?.size ?? 0, options)
      const path = spec.path(group)
      const shelf = shelfOf(scope, path)
      const wantedOf = (key: string) => {
        if (news?.has(key)) return paces.news
        if (soon?.has(key)) return paces.moving
        const age = knownForMs(cellOn(shelf, key))
        if (age > staleAfterMs) return paces.resting
        return age > staleAfterMs - hurryMs ? paces.aging : paces.known
      }
      const asked = unique.map((key): Asked<V | null> => ({
        key,
        wanted: wantedOf(key),
        load: (turn) => joiner.load(key, turn),
      }))
      const reads = await throughAll(scope, path, asked, (urgency) => joiner.expectedMs(urgency))
      return new Map(unique.map((key, index) => [key, reads[index] as Read<V | null>]))
    },
    known: (scope, group, keys) => {
      const away = outOfReach(scope, spec.service.name)
      const { cells } = shelfOf(scope, spec.path(group))
      return new Map(
        keys.map((key) => {
          const cell = cells.get(key)
          return [key, cell === undefined ? pending : outcomeOf<V | null>(cell, away)]
        }),
      )
    },
  }
}

/** How fresh the facts of a group are wanted, by what is known of each. */
type Paces = {
  /** What is not known, or too old to be judged by. */
  resting: ReadOptions
  /** What is known and only to be confirmed. */
  known: ReadOptions
  /** What is known and will soon be too old: before what was never read, so that some are known for good. */
  aging: ReadOptions
  /** What is on the move. */
  moving: ReadOptions
  /** What is another by now. */
  news: ReadOptions
}

function pacesOf<V>(
  spec: LoaderSpec<V>,
  scope: Scope,
  group: string,
  keys: number,
  soon: number,
  options: ReadOptions,
): Paces {
  const rest = (round: Round, count: number) =>
    restMs(scope, spec, {
      round,
      group: `${spec.operation[2]} ${group}`,
      calls: Math.ceil(count / spec.most),
      options,
    })
  const resting = { ...options, restMs: rest('routine', keys) }
  const isAfar = options.urgency === 'background'
  const news: ReadOptions = { ...options, freshness: 'live', ...(isAfar && { urgency: 'listed' }) }
  // However many they are, no less often than what is quiet.
  const moving: ReadOptions = { ...news, restMs: Math.min(rest('moving', soon), resting.restMs) }
  if (!isAfar) return { resting, known: resting, aging: resting, moving, news }
  const known: ReadOptions = { ...resting, urgency: 'routine' }
  const aging: ReadOptions = { ...resting, urgency: 'listed' }
  return { resting, known, aging, moving, news }
}

function joinerOf<V>(spec: LoaderSpec<V>, scope: Scope, group: string): Joiner<V | null> {
  const joiners = singleton('aws.joiners', () => new LRUCache<string, Joiner<unknown>>({ max: mostJoiners }))
  const connection = connectionOf(scope)
  // By where the facts are kept: two loaders may call the same operation and keep other things of what it says.
  const name = `${connection.id} ${spec.path(group)} ${group}`
  const known = joiners.get(name)
  if (known !== undefined) return known as Joiner<V | null>
  const made = new Joiner<V | null>({
    bucket: bucketOf(connection, spec.service.name, spec.operation[2]),
    most: spec.most,
    action: actionOf(spec.service, spec.operation),
    ask: (keys, turn, tell) => ask(spec, scope, group, keys, { turn, hasPlace: true, hasToken: true }, tell),
  })
  joiners.set(name, made as Joiner<unknown>)
  return made
}

/** One call, or one for each key where AWS refuses all for the sake of one; each key is told as soon as it is known. */
async function ask<V>(
  spec: LoaderSpec<V>,
  scope: Scope,
  group: string,
  keys: readonly string[],
  sent: Sent,
  tell: (key: string, told: Told<V | null>) => void,
): Promise<void> {
  try {
    const found = await spec.batch(scope, group, keys, sent)
    // As old as the question: what AWS looked up for it may have changed before the answer came.
    const asOf = now(scope) - (performance.now() - (sent.sentAt ?? performance.now()))
    for (const [key, told] of found) tell(key, 'problem' in told ? told : { value: told.value, asOf })
  } catch (thrown) {
    const problem = problemFrom(thrown, actionOf(spec.service, spec.operation))
    const [only] = keys
    const isOne = keys.length === 1 && only !== undefined
    if (spec.splitOn?.includes(problem.code) !== true) {
      for (const key of keys) tell(key, { problem })
    } else if (!isOne) {
      // One after the other: all of them have one place among the calls in flight.
      for (const key of keys) await ask(spec, scope, group, [key], { turn: sent.turn, hasPlace: true }, tell)
    } else {
      tell(only, problem.code === 'not_found' ? { value: null, asOf: now(scope) } : { problem })
    }
  }
}

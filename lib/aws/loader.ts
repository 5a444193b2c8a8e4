import 'server-only'
import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import { singleton } from '@/lib/api/bridge'
import { ApiError, type ErrorCode, type Problem } from '@/lib/api/error'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { type Loaded, type ReadOptions, through } from './cache'
import { malformed } from './check'
import { now, principalOf } from './connection'
import { problemFrom } from './problem'
import { guarded } from './shared'

/** What a batch says of one key: its value, null when AWS says that there is none, or why it cannot be known. */
export type Found<V> = { value: V | null } | { problem: Problem }

export type LoaderSpec<V> = {
  /** IAM's name of the call, e.g. `ecs:DescribeServices`. */
  action: string
  /** How many keys AWS takes in one call. */
  most: number
  /** Where a fact is cached; `group` is what one call has in common, e.g. the cluster. */
  path: (group: string, key: string) => string
  /** One call. A key that is absent from the result was neither described nor reported missing: an error. */
  batch: (scope: Scope, group: string, keys: readonly string[]) => Promise<Map<string, Found<V>>>
  /** Errors with which AWS refuses a whole call for the sake of one key: each key is then asked for alone. */
  splitOn?: readonly ErrorCode[]
}

export type Loader<V> = (
  scope: Scope,
  group: string,
  key: string,
  options: ReadOptions,
) => Promise<Read<V | null>>

/** Idle joiners are forgotten; one holds nothing between ticks. */
const mostJoiners = 2_000

/** Joins the keys that are asked for in the same tick into calls of at most `most`; each key is cached by itself. */
export function loader<V>(spec: LoaderSpec<V>): Loader<V> {
  return async (scope, group, key, options) =>
    guarded(() =>
      through(scope, spec.path(group, key), options, () => joinerOf(spec, scope, group).load(key)),
    )
}

function joinerOf<V>(spec: LoaderSpec<V>, scope: Scope, group: string) {
  const joiners = singleton(
    'aws.joiners',
    () => new LRUCache<string, DataLoader<string, Loaded<unknown>>>({ max: mostJoiners }),
  )
  const name = `${principalOf(scope)} ${spec.action} ${group}`
  const known = joiners.get(name)
  if (known !== undefined) return known as DataLoader<string, Loaded<V | null>>
  const made = new DataLoader<string, Loaded<V | null>>((keys) => answer(spec, scope, group, keys), {
    maxBatchSize: spec.most,
    // The cells cache; a joiner only joins.
    cache: false,
  })
  joiners.set(name, made)
  return made
}

async function answer<V>(
  spec: LoaderSpec<V>,
  scope: Scope,
  group: string,
  keys: readonly string[],
): Promise<(Loaded<V | null> | Error)[]> {
  const found = await ask(spec, scope, group, [...new Set(keys)])
  const asOf = now(scope)
  return keys.map((key) => {
    const told = found.get(key)
    if (told === undefined) return malformed(spec.action, `it leaves out ${key}`)
    return 'problem' in told ? new ApiError(told.problem) : { value: told.value, asOf }
  })
}

async function ask<V>(
  spec: LoaderSpec<V>,
  scope: Scope,
  group: string,
  keys: readonly string[],
): Promise<Map<string, Found<V>>> {
  try {
    return await spec.batch(scope, group, keys)
  } catch (thrown) {
    const problem = problemFrom(thrown, spec.action)
    const [only] = keys
    if (spec.splitOn?.includes(problem.code) && only !== undefined) {
      if (keys.length > 1) return merged(await Promise.all(keys.map((key) => ask(spec, scope, group, [key]))))
      if (problem.code === 'not_found') return new Map([[only, { value: null }]])
    }
    return new Map(keys.map((key) => [key, { problem }]))
  }
}

function merged<V>(maps: readonly Map<string, V>[]): Map<string, V> {
  return new Map(maps.flatMap((map) => [...map]))
}

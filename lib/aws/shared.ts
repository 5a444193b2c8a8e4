import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { type Loaded, type ReadOptions, through } from './cache'
import { now } from './connection'
import { carriedProblem } from './problem'
import type { Turn } from './urgency'

/**
 * One call for many askers: cached under `path` for as long as the asker's freshness allows, shared while under way,
 * with the last good value when it fails. Never rejects; an unknown account or region is its `not_found`.
 */
export async function shared<T>(
  scope: Scope,
  path: string,
  options: ReadOptions,
  load: (turn: Turn) => Promise<T>,
): Promise<Read<T>> {
  return guarded(() =>
    through(scope, path, options, async (turn) => ({ value: await load(turn), asOf: now(scope) })),
  )
}

/** As `shared`, for a load that knows the time of its value or that it has only a part of it. */
export async function sharedLoaded<T>(
  scope: Scope,
  path: string,
  options: ReadOptions,
  load: (turn: Turn) => Promise<Loaded<T>>,
): Promise<Read<T>> {
  return guarded(() => through(scope, path, options, load))
}

/** Turns what is thrown before a call can be made (an unknown account or region) into a read's error. */
export async function guarded<T>(read: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await read()
  } catch (thrown) {
    const problem = carriedProblem(thrown)
    if (problem === undefined) throw thrown
    return { ok: false, error: problem }
  }
}

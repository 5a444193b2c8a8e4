import 'server-only'
import type { Scope } from '@/lib/api/segments'
import { staleAfterMs } from '@/lib/api/freshness'
import { hurryMs, knownOf, type ReadOptions } from './cache'
import type { OperationSchema } from './check'
import { now } from './connection'
import { restMs } from './rest'

/** `soon`: something tells that the list is another by now. `atMostMs`: it rests no longer than this, however long. */
export type ListOptions = ReadOptions & { soon?: boolean; atMostMs?: number }

/** AWS gives a hundred names a page. */
const pageSize = 100

/** How fresh a list of names is wanted: a long one, of many pages, rests longer, as part of the whole round. */
export function listPace(
  scope: Scope,
  spec: { service: { name: string }; operation: OperationSchema },
  path: string,
  { soon = false, atMostMs = Infinity, ...options }: ListOptions,
): ReadOptions {
  const known = knownOf<string[]>(scope, path)
  const calls = known.ok ? Math.max(1, Math.ceil(known.value.length / pageSize)) : 1
  const group = `list ${path}`
  const rest = restMs(scope, spec, { round: 'routine', group, calls, options })
  const moving = soon ? restMs(scope, spec, { round: 'moving', group, calls, options }) : Infinity
  // Where many lists are others by now, each is still read in its turn: that is sooner than they could be all at once.
  const isSoon = moving < rest
  const isKnown = options.urgency === 'background' && known.ok && !isSoon
  // What is known and soon too old to be judged by is read before what was never read; a short list of news is nobody's
  // routine either.
  const isAging = known.ok && now(scope) - known.asOf > staleAfterMs - hurryMs
  const isListed = options.urgency === 'background' && (atMostMs < Infinity || (isKnown && isAging))
  const paced: ReadOptions = {
    ...options,
    ...(isKnown && { urgency: 'routine' }),
    ...(isListed && { urgency: 'listed' }),
  }
  return { ...paced, restMs: Math.min(rest, moving, atMostMs) }
}

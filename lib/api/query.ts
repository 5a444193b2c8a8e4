import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'
import type { InputOf, OutOf, ParamsOf, ReadEndpoint, WriteEndpoint } from './endpoint'
import { freshness } from './freshness'
import { get, post } from './fetcher'
import { isShared } from './long-answer'
import { type Params, apiPathOf, targetOf } from './paths'
import { keyOf } from './query-key'
import { isStreaming } from './streaming'

type AnyRead = ReadEndpoint<string, unknown, unknown>
type AnyWrite = WriteEndpoint<string, unknown, unknown>

type Options<Out> = {
  /**
   * How often to ask, from what was last answered (ms; false = never again): an endpoint's own interval when it says
   * `undefined`. For asking faster only while something is in transition.
   */
  pollMs?: (data: Out | undefined) => number | false | undefined
  enabled?: boolean
  /** How long (ms) the answer is kept after nobody shows it. */
  keptMs?: number
}

/** How often a page asks whose changes are told (ms). */
const heartbeatMs = 15_000

/** What failed is tried again after this (ms) at the latest, however rarely it is asked for otherwise. */
const retryAtMostMs = 10_000

/**
 * react-query's options for a read: `useQuery(query(getService, { account, region, cluster, service }))`. The key is the
 * path's segments (see `keyOf`). Tabs that are hidden do not poll; a poll is the retry of a failed read.
 */
export function query<E extends AnyRead>(
  endpoint: E,
  params: ParamsOf<E>,
  input?: InputOf<E>,
  { pollMs, enabled = true, keptMs }: Options<OutOf<E>> = {},
) {
  const filled = params as Params
  const fields = (input ?? {}) as Record<string, unknown>
  const usual = freshness[endpoint.freshness].pollMs
  return queryOptions<OutOf<E>>({
    queryKey: keyOf(endpoint.path, filled, fields),
    queryFn: ({ signal, client, queryKey }) =>
      get<OutOf<E>>(targetOf(endpoint.path, filled, fields), {
        signal,
        before: client.getQueryData(queryKey),
      }),
    enabled,
    ...(keptMs !== undefined && { gcTime: keptMs }),
    refetchInterval: ({ state }) => {
      const wanted = pollMs?.(state.data) ?? usual
      const hasFailed = state.status === 'error'
      if (wanted === false && !hasFailed) return false
      const interval = Math.min(wanted === false ? Infinity : wanted, hasFailed ? retryAtMostMs : Infinity)
      // Changes are told: asking now and then keeps the ages true, and tells the console that somebody looks.
      return (isStreaming(filled) ? Math.max(interval, heartbeatMs) : interval) * refreshScale()
    },
    refetchIntervalInBackground: false,
    // A long answer shares what is the same already; comparing it once more would hold the page up.
    structuralSharing: (old, answer) => (isShared(answer) ? answer : replaceEqualDeep(old, answer)),
    staleTime: usual === false ? Infinity : usual * refreshScale(),
    retry: false,
  })
}

/** Sends a write with its body; the caller then invalidates `[account, region]`. */
export function write<E extends AnyWrite>(
  endpoint: E,
  params: ParamsOf<E>,
  body: InputOf<E>,
): Promise<OutOf<E>> {
  return post<OutOf<E>>(apiPathOf(endpoint.path, params), body)
}

/** `QUAYSIDE_REFRESH_SCALE`, which the root layout writes on `<html data-refresh-scale>`. */
function refreshScale(): number {
  const scale =
    typeof document === 'undefined' ? 1 : Number(document.documentElement.dataset['refreshScale'] ?? '1')
  return scale > 0 ? scale : 1
}

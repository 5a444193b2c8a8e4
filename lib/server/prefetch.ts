import 'server-only'
import { type DehydratedState, dehydrate, QueryClient } from '@tanstack/react-query'
import type { Endpoint, InputOf, OutOf, ReadEndpoint } from '@/lib/api/endpoint'
import type { Problem } from '@/lib/api/error'
import { decodeSegment, type Params, targetOf } from '@/lib/api/paths'
import { keyOf } from '@/lib/api/query-key'
import { requestContext } from '@/lib/api/request-context'
import { serve, type ServerFunction } from './serve'

type AnyRead = ReadEndpoint<Endpoint['params'], Endpoint['input'], unknown>

/** What a page gives to `HydrationBoundary`, and the answer or the problem for the page itself. */
export type Prefetched<Out> = { state: DehydratedState; answer?: Out; problem?: Problem }

/**
 * How long a page waits for its first rows (ms). After that it is sent without them and the browser asks; the read goes
 * on and is shared with it.
 */
const waitAtMostMs = 1_000

/**
 * Answers a page's first read within the page, through the same permission check and parsing as the API, under the query
 * key that the client part uses. `params` are the page's own, as Next gives them (still percent-encoded). After
 * `waitAtMostMs` neither answer nor problem is there.
 */
export async function prefetch<E extends AnyRead>(
  endpoint: E,
  fn: ServerFunction<E>,
  params: Params,
  input?: InputOf<E>,
): Promise<Prefetched<OutOf<E>>> {
  const client = new QueryClient()
  const fields = (input ?? {}) as Record<string, unknown>
  const decoded = decode(params)
  const serving = serve({
    endpoint,
    fn,
    target:
      decoded === undefined ? (requestContext()?.target ?? '') : targetOf(endpoint.path, decoded, fields),
    params: decoded,
    input: () => Promise.resolve(fields),
  })
  const served = await within(serving, waitAtMostMs)
  if (served?.ok) client.setQueryData(keyOf(endpoint.path, decoded ?? {}, fields), served.answer)
  return {
    state: dehydrate(client),
    ...(served?.ok && { answer: served.answer }),
    ...(served?.ok === false && { problem: served.failure.problem }),
  }
}

function decode(params: Params): Params | undefined {
  const decoded = Object.entries(params).map(([name, raw]) => [name, decodeSegment(raw)] as const)
  return decoded.every(([, value]) => value !== undefined && value !== '')
    ? (Object.fromEntries(decoded) as Params)
    : undefined
}

async function within<T>(work: Promise<T>, waitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, waitMs, undefined)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

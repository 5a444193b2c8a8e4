import 'server-only'
import { type DehydratedState, dehydrate, QueryClient } from '@tanstack/react-query'
import { bridge } from '@/lib/api/bridge'
import type { InputOf, OutOf, ReadEndpoint } from '@/lib/api/endpoint'
import type { Problem } from '@/lib/api/error'
import { decodeSegment, type Params, targetOf } from '@/lib/api/paths'
import { keyOf, type QueryKey } from '@/lib/api/query-key'
import { requestContext } from '@/lib/api/request-context'
import { wholeUpTo } from '@/lib/api/whole'
import { serve, serveKept, type ServerFunction } from './serve'
import { answerAt } from './snapshot'

type AnyRead = ReadEndpoint<string, unknown, unknown>

/** What a page gives to `HydrationBoundary`, and the answer or the problem for the page itself. */
export type Prefetched<Out> = { state: DehydratedState; answer?: Out; problem?: Problem }

/**
 * How long a page waits for its first rows (ms). After that it is sent without them and the browser asks; the read goes
 * on and is shared with it.
 */
const waitAtMostMs = 1_000

/** Of a list longer than `wholeUpTo` a page carries only the first rows, a screen full: the browser asks for the rest. */
const firstRows = 40

/**
 * Answers a page's first read within the page, through the same permission check and parsing as the API, under the query
 * key that the client part uses. `params` are the page's own, as Next gives them (still percent-encoded). After
 * `waitAtMostMs` neither answer nor problem is there. `whole`: the page arranges the list, so it needs all of it.
 */
export async function prefetch<E extends AnyRead>(
  endpoint: E,
  fn: ServerFunction<E>,
  params: Params,
  { input, whole = false }: { input?: InputOf<E>; whole?: boolean } = {},
): Promise<Prefetched<OutOf<E>>> {
  const client = new QueryClient()
  const fields = (input ?? {}) as Record<string, unknown>
  const decoded = decode(params)
  const target =
    decoded === undefined ? (requestContext()?.target ?? '') : targetOf(endpoint.path, decoded, fields)
  const filled: Filled = { key: keyOf(endpoint.path, decoded ?? {}, fields), whole }
  const kept = keptAnswer(target)
  // The reader sees at once what is known, with its age; the browser then asks for what is newer. Answered here as well,
  // that would stand in the way of the page.
  if (kept !== undefined) {
    const told = serveKept({ endpoint, params: decoded }, kept.answer as OutOf<E>)
    if (told.ok) return found(client, told.answer, { ...filled, isOld: !kept.isFresh })
    return { state: dehydrate(client), problem: told.failure.problem }
  }
  const serving = serve({ endpoint, fn, target, params: decoded, input: () => Promise.resolve(fields) })
  const served = await within(serving, waitAtMostMs)
  if (served?.ok) return found(client, served.answer, filled)
  return { state: dehydrate(client), ...(served?.ok === false && { problem: served.failure.problem }) }
}

/** Under which key an answer stands in the page, whether all of it is needed, and whether a newer one is on its way. */
type Filled = { key: QueryKey; whole: boolean; isOld?: boolean }

function found<Out>(
  client: QueryClient,
  answer: Out,
  { key, whole, isOld = false }: Filled,
): Prefetched<Out> {
  const shown = whole ? answer : firstOf(answer)
  // Dated long ago when it is old or only a beginning, so that the browser asks at once.
  client.setQueryData(key, shown, isOld || shown !== answer ? { updatedAt: 0 } : {})
  return { state: dehydrate(client), answer }
}

/** The same list with its first rows only; `total` tells that there are more. */
function firstOf<Out>(answer: Out): Out {
  const { items } = answer as { items?: unknown }
  if (!Array.isArray(items) || items.length <= wholeUpTo) return answer
  return { ...answer, items: (items as unknown[]).slice(0, firstRows) }
}

/** What was known longer ago than this (ms) is no beginning any more. */
const showAtMostMs = 60 * 60_000

/**
 * What was last answered to the same read, told as of now. Fresh: the front door would give it again. Facts that are too
 * old to prove anything say so on the page (`aged.ts`) till newer ones come.
 */
function keptAnswer(target: string): { answer: unknown; isFresh: boolean } | undefined {
  const context = requestContext()
  const kept = context && bridge().snapshots.get(context.identityClass, target)
  if (kept === undefined) return undefined
  const at = performance.now()
  const isFresh = at < kept.freshUntil
  const ageMs = kept.nowMs + at - kept.madeAt - Date.parse(kept.asOf)
  if (!isFresh && ageMs > showAtMostMs) return undefined
  const answer = answerAt(kept)
  return answer === undefined ? undefined : { answer, isFresh }
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

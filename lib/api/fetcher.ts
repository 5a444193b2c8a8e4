import { ApiError, type ErrorAnswer, type ErrorCode, statusOf } from './error'
import { staleAfterMs } from './freshness'
import { readAnswer } from './long-answer'

type Dated = { now: string; asOf: string; parts?: Record<string, { asOf: string | null; error?: unknown }> }

/**
 * The ETag of the last answer from an address, so that an unchanged one costs a 304. The answer itself is the caller's
 * to keep; it is told by its `now`. In the browser only: on a server, module state would be shared by everybody.
 */
const tags = new Map<string, { etag: string; now: string }>()
const tagsAtMost = 500

type Reading = {
  signal?: AbortSignal
  /** The answer that the caller has from this address. */
  before?: unknown
}

/** Reads an address of the BFF. Rejects with an `ApiError`; read its `problem` with `problemOf`. */
export async function get<Out>(target: string, { signal, before }: Reading = {}): Promise<Out> {
  const known = before as Dated | undefined
  const tag = tags.get(target)
  const etag = known !== undefined && tag?.now === known.now ? tag.etag : undefined
  const response = await send(target, {
    headers: { accept: 'application/json', ...(etag !== undefined && { 'if-none-match': etag }) },
    ...(signal && { signal }),
  })
  if (response.status === 304 && known !== undefined && etag !== undefined) {
    const answer = unchanged(known, response.headers)
    keepTag(target, etag, answer)
    return answer as Out
  }
  const answer = await bodyOf(response, { before, signal })
  const given = response.headers.get('etag')
  if (given !== null) keepTag(target, given, answer as Dated)
  return answer as Out
}

/** Sends a write, once. Rejects with an `ApiError`; a lost answer is `timed_out`: the outcome is then not known. */
export async function post<Out>(target: string, body: unknown): Promise<Out> {
  const response = await send(target, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-quayside': '1' },
    body: JSON.stringify(body),
  })
  return (await bodyOf(response)) as Out
}

async function send(target: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(target, { ...init, cache: 'no-store', credentials: 'same-origin', redirect: 'error' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw init.method === 'POST'
      ? new ApiError({
          code: 'timed_out',
          message:
            'The console did not answer, so the outcome is not known. Look at the state before trying again.',
        })
      : new ApiError({
          code: 'unavailable',
          message: 'Quayside does not answer: is it still running, and can this browser reach it?',
        })
  }
}

/**
 * The same answer at a later time. Parts without an error were read again with the rest, but for those that are too old to
 * be judged by: the answer's `asOf` leaves them out, and its ETag tells when they become so or are read anew.
 */
function unchanged(answer: Dated, headers: Headers): Dated {
  const now = headers.get('quayside-now') ?? answer.now
  const asOf = headers.get('quayside-as-of') ?? answer.asOf
  const parts =
    answer.parts &&
    Object.fromEntries(
      Object.entries(answer.parts).map(([name, part]) => {
        if (part.asOf === null || part.error !== undefined) return [name, part]
        const isCounted = Date.parse(answer.now) - Date.parse(part.asOf) <= staleAfterMs
        return [name, isCounted && Date.parse(part.asOf) < Date.parse(asOf) ? { ...part, asOf } : part]
      }),
    )
  return { ...answer, now, asOf, ...(parts && { parts }) }
}

function keepTag(target: string, etag: string, { now }: Dated): void {
  if (typeof document === 'undefined') return
  tags.delete(target)
  tags.set(target, { etag, now })
  const [oldest] = tags.keys()
  if (tags.size > tagsAtMost && oldest !== undefined) tags.delete(oldest)
}

async function bodyOf(response: Response, { before, signal }: Reading = {}): Promise<unknown> {
  let body: unknown
  try {
    body = await readAnswer(new Uint8Array(await response.arrayBuffer()), before, { signal })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError(
      {
        code: 'unavailable',
        message: `The console gave an answer that cannot be read (${response.status}).`,
      },
      response.status,
    )
  }
  if (response.ok) return body
  throw new ApiError(problemIn(body, response.status), response.status)
}

function problemIn(body: unknown, status: number): ErrorAnswer['error'] {
  const { error } = (body ?? {}) as Partial<ErrorAnswer>
  if (error !== undefined && typeof error.message === 'string' && Object.hasOwn(statusOf, error.code))
    return error
  const code =
    (Object.keys(statusOf) as ErrorCode[]).find((known) => statusOf[known] === status) ?? 'internal'
  return { code, message: `The console refused the request (${status}).`, requestId: '' }
}

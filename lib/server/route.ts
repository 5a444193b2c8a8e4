import 'server-only'
import type { Endpoint } from '@/lib/api/endpoint'
import type { ErrorAnswer } from '@/lib/api/error'
import { paramsOf } from '@/lib/api/paths'
import { requestContext } from '@/lib/api/request-context'
import { readBody } from './body'
import type { Failure } from './failure'
import { invalid } from './parse'
import { parseQueryString } from './query-string'
import { refuseOtherOrigins } from './same-origin'
import { serve, type ServerFunction } from './serve'
import { bodyAt } from './snapshot'

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store' }

/**
 * An endpoint and the function that answers it as a Next route handler: `export const GET = route(listClusters, clusters)`.
 * The path and query are taken as the client sent them, not as Next decoded them.
 */
export function route<E extends Endpoint>(endpoint: E, fn: ServerFunction<E>) {
  return async (request: Request): Promise<Response> => {
    const target = requestContext()?.target ?? ''
    const [path = '', ...queries] = target.split('?')
    const query = queries.join('?')
    const served = await serve({
      endpoint,
      fn,
      target,
      params: paramsOf(`/api${endpoint.path}`, path),
      input: async () => {
        if (endpoint.method === 'GET') return parseQueryString(query)
        refuseOtherOrigins(request.headers)
        if (query !== '') throw invalid('A write takes no query string.')
        return readBody(request)
      },
      ...(endpoint.method === 'GET' && { signal: request.signal }),
    })
    if (!served.ok) return failed(served.failure)
    const { snapshot } = served
    if (endpoint.method === 'POST') return new Response(bodyAt(snapshot, snapshot.nowMs), { headers })
    const dated = {
      ...headers,
      etag: snapshot.etag,
      'quayside-now': new Date(snapshot.nowMs).toISOString(),
      'quayside-as-of': snapshot.asOf,
    }
    return matches(request.headers.get('if-none-match'), snapshot.etag)
      ? new Response(null, { status: 304, headers: dated })
      : new Response(bodyAt(snapshot, snapshot.nowMs), { headers: dated })
  }
}

/** An answer in the one error shape. */
export function failed({ status, problem }: Failure): Response {
  return Response.json({ error: problem } satisfies ErrorAnswer, { status, headers })
}

/** If-None-Match by weak comparison: https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
function matches(condition: string | null, etag: string): boolean {
  if (condition === null) return false
  return condition.trim() === '*' || condition.split(',').some((tag) => opaque(tag) === opaque(etag))
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

import 'server-only'
import { ApiError } from '@/lib/api/error'
import { invalid } from './parse'

/**
 * Refuses a write that another site may have caused. A browser says where a request comes from by `Sec-Fetch-Site` and
 * `Origin`; each one that is there must name our own origin. A client that sends neither is no browser, so nobody's
 * cookies or address are borrowed; the header `X-Quayside` still forces a preflight, which is never answered.
 * The idea is that of Go's CrossOriginProtection: https://pkg.go.dev/net/http#CrossOriginProtection
 */
export function refuseOtherOrigins(headers: Headers): void {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const host = headers.get('host')
  const isOurs = origin === null || (host !== null && origin.toLowerCase() === `http://${host.toLowerCase()}`)
  if ((site !== null && site !== 'same-origin') || !isOurs) {
    throw new ApiError({ code: 'forbidden', message: 'This request came from another site.' })
  }
  if (!/^application\/json *(; *charset="?utf-8"?)?$/i.test(headers.get('content-type') ?? '')) {
    throw invalid('A write must have the content type application/json.', undefined, 415)
  }
  if (headers.has('content-encoding')) throw invalid('A body must not be compressed.', undefined, 415)
  if (headers.get('x-quayside') !== '1') {
    throw new ApiError({ code: 'forbidden', message: 'A write must have the header X-Quayside: 1.' })
  }
}

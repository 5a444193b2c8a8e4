import 'server-only'
import { requestContext } from '@/lib/api/request-context'
import { failed } from './route'

/** The answer to every path under `/api` that is no endpoint, whoever asks: it looks nothing up. */
export function unknownPath(): Response {
  return failed({
    status: 404,
    problem: {
      code: 'not_found',
      message: 'There is no such address.',
      requestId: requestContext()?.requestId ?? 'none',
    },
  })
}

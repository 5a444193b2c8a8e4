import 'server-only'
import { type ErrorAnswer, type Problem, problemOf, statusOf } from '@/lib/api/error'
import { log } from './log'

/** A request that was not answered as asked: what is sent, and with which HTTP status. */
export type Failure = { status: number; problem: ErrorAnswer['error'] }

/**
 * What to tell of a thrown value: its problem, told by `code` and never by class, and nothing of what is unexpected but
 * the request id under which the log has it.
 */
export function failureOf(thrown: unknown, requestId: string, signal?: AbortSignal): Failure {
  const problem = known(problemOf(thrown))
  if (problem.code === 'internal') {
    if (signal?.aborted) {
      return { status: 503, problem: { code: 'unavailable', message: 'The client went away.', requestId } }
    }
    // Only the stack: what else hangs on an error (a request, a response) may hold secrets.
    log.error(
      { requestId, error: thrown instanceof Error ? thrown.stack : String(thrown) },
      'a request failed unexpectedly',
    )
  }
  return { status: exactStatus(thrown, problem), problem: { ...problem, requestId } }
}

/** Only fields of the one error shape leave the process. */
function known(problem: Problem): Problem {
  const { code, message, field, iamAction, awsRequestId } = problem
  if (!Object.hasOwn(statusOf, code) || typeof message !== 'string') return problemOf(undefined)
  return {
    code,
    message,
    ...(field !== undefined && { field }),
    ...(iamAction !== undefined && { iamAction }),
    ...(awsRequestId !== undefined && { awsRequestId }),
  }
}

function exactStatus(thrown: unknown, { code }: Problem): number {
  const exact =
    thrown !== null && typeof thrown === 'object' && 'status' in thrown ? thrown.status : undefined
  return code === 'invalid_request' && typeof exact === 'number' && exact >= 400 && exact < 500
    ? exact
    : statusOf[code]
}

/** The closed set of error codes and the HTTP status of each (CONTRACT.md "Answers"). */
export const statusOf = {
  invalid_request: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  throttled: 429,
  unavailable: 503,
  timed_out: 504,
  internal: 500,
} as const

export type ErrorCode = keyof typeof statusOf

/** What went wrong, as a value: safe to show, never a stack. */
export type Problem = {
  code: ErrorCode
  message: string
  /** The field of the request that is at fault. */
  field?: string
  /** The IAM action that the connection's role lacks, e.g. `elasticloadbalancing:DescribeTargetHealth`. */
  iamAction?: string
  awsRequestId?: string
  /** Of the request to the console, when the problem is an answer's; our log has it, too. */
  requestId?: string
}

/** The body of every answer that is not a success. */
export type ErrorAnswer = { error: Problem & { requestId: string } }

/**
 * The one error class. It crosses module graphs (see HOUSE.md "three module graphs"), so it is told by `problem`
 * through `problemOf`, never by `instanceof`.
 */
export class ApiError extends Error {
  readonly problem: Problem
  /** A more exact HTTP status than the code's own (405, 413, 414, 415, 421, 431). */
  readonly status: number

  constructor(problem: Problem, status: number = statusOf[problem.code]) {
    super(problem.message)
    this.name = 'ApiError'
    this.problem = problem
    this.status = status
  }
}

/** The problem that an unknown thrown value carries, or `internal` without a detail of it. */
export function problemOf(thrown: unknown): Problem {
  if (thrown !== null && typeof thrown === 'object' && 'problem' in thrown) {
    const { problem } = thrown
    if (problem !== null && typeof problem === 'object' && 'code' in problem) return problem as Problem
  }
  return { code: 'internal', message: 'Quayside failed to answer this request.' }
}

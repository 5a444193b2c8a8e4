import type { WireService } from './operation.ts'
import type { Failure } from './protocol.ts'
import { AwsError } from './service.ts'

/** Codes that every service may send and none models, with the status that AWS gives them. */
const commonStatus: Record<string, number> = {
  InternalFailure: 500,
  InternalServerError: 500,
  InternalError: 500,
  ServiceUnavailable: 503,
  ServiceUnavailableException: 503,
  MissingAuthenticationToken: 403,
  MissingAuthenticationTokenException: 403,
  InvalidClientTokenId: 403,
  UnrecognizedClientException: 400,
  AccessDenied: 403,
  ExpiredToken: 403,
}

type ErrorTraits = {
  error?: 'client' | 'server'
  httpError?: number
  awsQueryError?: [code: string, status: number]
}

/**
 * An error by its code, with what the service's model says of it: HTTP status, whose fault it is, the code of the query
 * protocol. `status` given here wins; else the model's, else AWS's for the code, else 400.
 */
export function failure(
  service: WireService | undefined,
  {
    code,
    message,
    status,
    members = {},
  }: { code: string; message: string; status?: number; members?: object },
): Failure {
  const schema = service?.errors.get(code)
  const traits = schema?.getMergedTraits() as ErrorTraits | undefined
  const [queryCode, queryStatus] = traits?.awsQueryError ?? []
  const modelled = traits?.httpError ?? queryStatus ?? (traits?.error === 'server' ? 500 : undefined)
  const found = status ?? modelled ?? commonStatus[code] ?? 400
  return {
    code,
    queryCode: queryCode ?? code,
    message,
    status: found,
    fault: found >= 500 ? 'server' : 'client',
    members: { ...members },
    ...(schema && { schema }),
  }
}

/** What a handler threw, as AWS would send it. What is no `AwsError` is a fault of ours and answers 500. */
export function failureOf(service: WireService | undefined, error: unknown): Failure {
  if (!(error instanceof AwsError)) {
    return failure(service, {
      code: 'InternalFailure',
      message: 'The simulator failed; its log says how.',
      status: 500,
    })
  }
  const { code, message, members, status } = error
  return failure(service, { code, message, members, ...(status !== 400 && { status }) })
}

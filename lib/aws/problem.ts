import 'server-only'
import type { Problem } from '@/lib/api/error'

/** What of a thrown SDK error we look at; every member may be absent or of any type. */
type Thrown = {
  name?: unknown
  code?: unknown
  message?: unknown
  problem?: unknown
  $fault?: unknown
  $metadata?: { httpStatusCode?: unknown; requestId?: unknown }
  $response?: { statusCode?: unknown }
}

const throttledNames =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete)/
const deniedNames = /^(AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized|OptInRequired)/
const expiredNames = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/
const rejectedNames =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|AuthFailure|MissingAuthenticationToken|NotAuthorizedException)/
const skewedNames = /^(RequestTimeTooSkewed|RequestInTheFuture)/
const skewedTexts = /signature (expired|not yet current)/i
const unofferedNames =
  /^(NotSimulated|InvalidAction|UnknownOperation|NotImplemented|UnsupportedOperation|ActionNotImplemented)/
const conflictNames =
  /^(ServiceNotActive|ClusterContains|UpdateInProgress|ResourceInUse|Conflict|ConcurrentUpdate|ServiceDeploymentInProgress|TargetNotConnected|LimitExceeded)/
const notFoundNames = /NotFound(Exception)?$/
const credentialNames = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/
const timeoutNames = /^(TimeoutError|RequestTimeout|AbortError)/
const refusedCodes: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name could not be resolved',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
}
const brokenCodes = /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET|ERR_SOCKET)/

/**
 * The problem of whatever a call of AWS threw: the one place where errors of AWS, of HTTP and of parsing become codes of
 * the closed set. `action` is the call by IAM's name, e.g. `ecs:DescribeServices`. Never a stack, never a body.
 */
export function problemFrom(thrown: unknown, action: string): Problem {
  const error: Thrown = thrown !== null && typeof thrown === 'object' ? thrown : {}
  const carried = carriedProblem(thrown)
  if (carried !== undefined) return carried
  const requestId = error.$metadata?.requestId
  const found = classify(error, action)
  return typeof requestId === 'string' ? { ...found, awsRequestId: requestId } : found
}

/** The problem of an error that already is one of ours (told by its member: classes differ between module graphs). */
export function carriedProblem(thrown: unknown): Problem | undefined {
  const carried = thrown !== null && typeof thrown === 'object' ? (thrown as Thrown).problem : undefined
  return isProblem(carried) ? carried : undefined
}

/** Whether a mutation that failed so may have reached AWS all the same. */
export function mayHaveHappened(thrown: unknown): boolean {
  const error: Thrown = thrown !== null && typeof thrown === 'object' ? thrown : {}
  const status = statusOf(error)
  if (status !== undefined) return status >= 500 || status < 400
  if (credentialNames.test(text(error.name)) || text(error.code) in refusedCodes) return false
  return !/did not establish a connection/.test(text(error.message))
}

/** The credentials that it was signed with are no longer valid. */
export function isExpired(thrown: unknown): boolean {
  return expiredNames.test(nameIn(thrown))
}

/** The far end does not offer the call: an emulator, or an older AWS. */
export function isUnoffered(thrown: unknown): boolean {
  return unofferedNames.test(nameIn(thrown))
}

/** AWS's clock and ours differ by more than a signature may be old. */
export function isSkewed(thrown: unknown): boolean {
  const { message } = (thrown ?? {}) as Thrown
  return skewedNames.test(nameIn(thrown)) || skewedTexts.test(text(message))
}

/** Whether a read that failed so may succeed when it is sent again: AWS failed, or the answer was lost on the way. */
export function isTransient(thrown: unknown): boolean {
  const error: Thrown = thrown !== null && typeof thrown === 'object' ? thrown : {}
  if (carriedProblem(thrown) !== undefined || isUnoffered(thrown)) return false
  const status = statusOf(error)
  if (status !== undefined && status !== 501 && (status >= 500 || error.$fault === 'server')) return true
  return brokenCodes.test(text(error.code)) || timeoutNames.test(text(error.name))
}

function nameIn(thrown: unknown): string {
  return thrown !== null && typeof thrown === 'object' ? text((thrown as Thrown).name) : ''
}

function classify(error: Thrown, action: string): Problem {
  const name = text(error.name)
  const status = statusOf(error)
  const message = plain(text(error.message))
  const because = message === '' || /^Unknown(Error)?$/.test(message) ? '' : `: ${message}`
  const unreadable = isUnreadable(error)

  if (expiredNames.test(name))
    return { code: 'forbidden', message: 'The AWS credentials of this connection have expired: renew them.' }
  if (skewedNames.test(name) || skewedTexts.test(message))
    return {
      code: 'unavailable',
      message: 'AWS refused the request because the clock of the machine that runs Quayside is wrong.',
    }
  if (credentialNames.test(name))
    return {
      code: 'unavailable',
      message: `No usable AWS credentials were found for this connection${because.replace(/\.$/, '')}. Log in (aws sso login), name a profile, or give the machine that runs Quayside a role.`,
    }
  if (throttledNames.test(name) || status === 429)
    return {
      code: 'throttled',
      message: `AWS limits how often ${action} may be called; it asks us to slow down.`,
    }
  if (deniedNames.test(name)) return denied(message, action)
  if (rejectedNames.test(name))
    return { code: 'forbidden', message: `AWS does not accept the credentials of this connection${because}` }
  if (unofferedNames.test(name) || status === 501 || status === 405)
    return { code: 'unavailable', message: `This endpoint does not offer ${action}.` }
  if (unreadable)
    return {
      code: 'unavailable',
      message: `AWS answered ${action} with something unreadable (${status ?? 'no status'}).`,
    }
  if (text(error.code) in refusedCodes)
    return {
      code: 'unavailable',
      message: `AWS could not be reached for ${action}: ${refusedCodes[text(error.code)]}.`,
    }
  if (brokenCodes.test(text(error.code)))
    return { code: 'unavailable', message: `The connection to AWS broke during ${action}.` }
  if (timeoutNames.test(name)) return { code: 'timed_out', message: `AWS did not answer ${action} in time.` }
  if (conflictNames.test(name)) return { code: 'conflict', message: message || `AWS refused ${action} now.` }
  if (notFoundNames.test(name)) return { code: 'not_found', message: message || 'AWS does not know it.' }
  if (status === 403) return denied(message, action)
  if (error.$fault === 'server' || (status !== undefined && status >= 500))
    return { code: 'unavailable', message: `AWS failed at ${action} (${status ?? 500})${because}` }
  if (status === 404) return { code: 'not_found', message: message || 'AWS does not know it.' }
  if (status === 409) return { code: 'conflict', message: message || `AWS refused ${action} now.` }
  if (error.$fault === 'client' || status !== undefined)
    return { code: 'invalid_request', message: message || `AWS refused ${action} (${status ?? 400}).` }
  return { code: 'unavailable', message: `${action} failed before AWS answered.` }
}

/** AccessDenied names the action that lacks in its sentence; where it does not, it is the one that was called. */
function denied(message: string, action: string): Problem {
  const named = /perform:? ([a-z][a-z0-9-]*:[A-Za-z]+)/.exec(message)?.[1] ?? action
  return {
    code: 'forbidden',
    message: `This connection's role may not call ${named}.`,
    iamAction: named,
  }
}

/** The SDK marks what it could not parse with its own hint, and keeps the parser's error name. */
function isUnreadable(error: Thrown): boolean {
  return error.name === 'SyntaxError' || text(error.message).includes('Deserialization error')
}

function statusOf(error: Thrown): number | undefined {
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode
  return typeof status === 'number' && status > 0 ? status : undefined
}

/** AWS's sentence on one line, without control characters, cut at a length that a page can show. */
function plain(message: string): string {
  return message
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500)
}

function isProblem(value: unknown): value is Problem {
  return value !== null && typeof value === 'object' && 'code' in value && 'message' in value
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

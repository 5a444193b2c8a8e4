import { header, type WireRequest } from './message.ts'

/** How far the time of a signature may be from AWS's. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-signing.html */
const toleranceMs = 5 * 60_000

/** When a request was signed (epoch ms), by `X-Amz-Date` of its headers or of its address; undefined when it does not say. */
function signedAt(request: WireRequest): number | undefined {
  const text = header(request, 'x-amz-date') ?? request.query.get('X-Amz-Date') ?? ''
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined) return undefined
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** `20260301T120000Z`. */
const compact = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

/** What AWS says to a signature that is too old, or from its future, at `now` (epoch ms); undefined when it is neither. */
export function staleSignature(request: WireRequest, now: number): string | undefined {
  const at = signedAt(request)
  if (at === undefined) return undefined
  const [oldest, newest] = [now - toleranceMs, now + toleranceMs]
  if (at < oldest)
    return `Signature expired: ${compact(at)} is now earlier than ${compact(oldest)} (${compact(now)} - 5 min.)`
  if (at > newest)
    return `Signature not yet current: ${compact(at)} is still later than ${compact(newest)} (${compact(now)} + 5 min.)`
  return undefined
}

/** The error that carries it, by protocol. */
export function staleSignatureError(protocol: string | undefined): { code: string; status: number } {
  if (protocol === 'ec2Query') return { code: 'RequestExpired', status: 400 }
  return protocol === 'awsQuery'
    ? { code: 'SignatureDoesNotMatch', status: 403 }
    : { code: 'InvalidSignatureException', status: 400 }
}

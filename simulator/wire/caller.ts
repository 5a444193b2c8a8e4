import { hash, hex } from '../random.ts'
import { header, type WireRequest } from './message.ts'

/** Who sent a request and where it is meant to go, read from its signature. The signature itself is not verified. */
export type Caller = {
  accessKeyId: string
  sessionToken?: string
  region: string
  signingName: string
}

/** The account of keys that say nothing of theirs: the demo's. */
export const defaultAccount = '111122223333'

/**
 * Reads the credential scope of SigV4 (`KEY/date/region/service/aws4_request`), SigV4a (which has no region: the first of
 * `X-Amz-Region-Set`) or a presigned address. Undefined when the request is not signed.
 */
export function callerOf(request: WireRequest): Caller | undefined {
  const authorization = header(request, 'authorization') ?? ''
  const credential =
    /^AWS4-(?:HMAC|ECDSA-P256)-SHA256\b.*?Credential=([^\s,]+)/.exec(authorization)?.[1] ??
    request.query.get('X-Amz-Credential')
  const parts = credential?.split('/') ?? []
  if (parts.length < 4 || parts.at(-1) !== 'aws4_request') return undefined
  const regional = parts.length > 4
  const region = regional ? parts.at(-3) : header(request, 'x-amz-region-set')?.split(',')[0]
  const sessionToken = header(request, 'x-amz-security-token') ?? request.query.get('X-Amz-Security-Token')
  return {
    accessKeyId: parts[0]!,
    region: region && region !== '*' ? region : 'us-east-1',
    signingName: parts.at(-2)!,
    ...(sessionToken && { sessionToken }),
  }
}

/** A 12-digit key is its account; a key that our STS gave carries its account; every other belongs to the default one. */
export function accountOf(accessKeyId: string | undefined): string {
  if (accessKeyId && /^\d{12}$/.test(accessKeyId)) return accessKeyId
  const [, coded, check] = /^ASIA([0-9A-Z]{8})[0-9A-Z]{4}([0-9A-F]{4})$/.exec(accessKeyId ?? '') ?? []
  if (!coded || check !== checkOf(coded)) return defaultAccount
  return String(parseInt(coded, 36)).padStart(12, '0')
}

/** A temporary access key of an account, 20 characters as AWS's; `turn` tells keys of one account apart. */
export function temporaryKey(account: string, seed: number, turn: number): string {
  const coded = Number(account).toString(36).toUpperCase().padStart(8, '0')
  return `ASIA${coded}${hex(4, seed, 'key', turn).toUpperCase()}${checkOf(coded)}`
}

const checkOf = (coded: string) =>
  (hash(0, 'access key', coded) & 0xffff).toString(16).toUpperCase().padStart(4, '0')

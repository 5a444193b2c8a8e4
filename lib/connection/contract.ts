import type { Answer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'
import { NoInput, Scope } from '@/lib/api/segments'

/** Who the console is at AWS, over one connection. */
export type Connection = {
  account: string
  region: string
  /** From STS GetCallerIdentity; null when that could not be read (its part says why). */
  accountId: string | null
  callerArn: string | null
  /** The host of a custom endpoint, or null for AWS's own. */
  endpointHost: string | null
  /** True when the endpoint calls itself a simulator (its `Server` header). */
  simulated: boolean
  access: 'full' | 'read-only'
}

/** `GET /connection`. */
export const getConnection = read<Answer<Connection>>()({
  path: '/{account}/{region}/connection',
  params: Scope,
  input: NoInput,
  freshness: 'slow',
})

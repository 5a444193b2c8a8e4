import type { Answer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'

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
  freshness: 'slow',
})

/** One of AWS's request limits, and what this console takes of it. Rates are calls a second. */
export type BucketUse = {
  /** "ECS service read". */
  name: string
  /** What AWS allows everybody in this account and region together. */
  limit: number
  /** What the console allows itself now: its share, less while AWS throttles. */
  allowed: number
  /** Its calls, on average over the last minute. */
  used: number
  throttledLastMinute: number
  /** Reads that wait for their turn. */
  waiting: number
}

export type Budget = {
  /** The part (0 to 1) of AWS's limits that is the console's. */
  share: number
  /** Limits of which nothing was used since the start are left out. */
  buckets: BucketUse[]
}

/** `GET /budget`: how much of AWS's request limits the console uses. */
export const getBudget = read<Answer<Budget>>()({
  path: '/{account}/{region}/budget',
  // It costs AWS nothing.
  freshness: 'live',
})

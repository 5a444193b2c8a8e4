import type { StreamLimits } from './streams.ts'

/** How long clients may take (ms), and how many there may be. */
export type Limits = StreamLimits & {
  headersTimeout: number
  requestTimeout: number
  /** How long nothing may move on a connection while it is answered, the making of the answer included. */
  timeout: number
  keepAliveTimeout: number
  connectionsCheckingInterval: number
  connections: number
  /** Requests that are not answered to their end, streams left out. */
  underWay: number
}

export const usualLimits: Limits = {
  headersTimeout: 8_000,
  requestTimeout: 28_000,
  timeout: 120_000,
  // More than the 60 s after which a load balancer closes, so that it is never we who close a connection in use.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
  connections: 2_000,
  underWay: 1_000,
  streams: 500,
  stuckMs: 30_000,
  tickMs: 5_000,
}

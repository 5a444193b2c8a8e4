import 'server-only'
import { type Account, type AwsState, bridge, configuration, singleton } from '@/lib/api/bridge'
import { ApiError, type Problem } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import { type Clock, newClock, read } from './clock'
import { Bucket, type BucketUse } from './bucket'
import { bucketLimitOf } from './buckets'
import { type Observer, observerOf } from './observer'
import { newReach, type Reach, whyAway } from './reach'
import { type RetryBudget, retryBudget } from './retry-budget'

/** The part of every SDK client's configuration that we set; nothing is left to the SDK's defaults that could hang. */
export type ClientConfig = {
  region: string
  endpoint?: string
  profile?: string
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  disableHostPrefix: boolean
  maxAttempts: number
  retryMode: 'standard'
  requestHandler: { connectionTimeout: number; requestTimeout: number; throwOnRequestTimeout: true }
  customUserAgent: string
}

/** What every SDK client has that we need. */
export type AwsClient = {
  middlewareStack: {
    add(observer: Observer, options: { step: 'deserialize'; priority: 'low'; name: string }): void
  }
  destroy(): void
}

/** One AWS service: what its clients are made with, and how IAM calls it. */
export type AwsService<C extends AwsClient> = {
  name: string
  iamPrefix: string
  create: (config: ClientConfig) => C
}

/** What we keep of one AWS connection: an account (name of the configuration) in one region. */
export type Connection = {
  /** Short for the principal, account and region that the calls are made as: the first part of every cache key. */
  id: number
  clock: Clock
  server: string | null
  /** `asOf`: AWS's last answer (epoch ms), null while it has given none. */
  state: { asOf: number | null; error?: Problem } | null
  clients: Map<string, AwsClient>
  /** Our share of AWS's token buckets, by name. */
  buckets: Map<string, Bucket>
  retries: RetryBudget
  /** How the reads went lately: of all its services together, and of each by name. */
  reach: { whole: Reach; services: Map<string, Reach> }
}

const connectTimeoutMs = 1_000
const readTimeoutMs = 5_000
export const mutationTimeoutMs = 20_000
/** The configured account of a scope; throws `not_found` when the account or its region is not configured. */
export function accountOf({ account, region }: Scope): Account {
  const found = configuration().accounts.find(({ name }) => name === account)
  if (found === undefined)
    throw new ApiError({ code: 'not_found', message: `There is no account named ${account}.` })
  if (!found.regions.includes(region))
    throw new ApiError({ code: 'not_found', message: `Account ${account} has no region ${region} here.` })
  return found
}

/** The connection of a scope, made when it is first asked for; throws `not_found` as `accountOf` does. */
export function connectionOf(scope: Scope): Connection {
  const connections = allConnections()
  // Settings never change while the process lives, so the name stands for the principal behind it.
  const name = `${scope.account} ${scope.region}`
  const known = connections.get(name)
  if (known !== undefined) return known
  accountOf(scope)
  const connection: Connection = {
    id: connections.size,
    clock: newClock(),
    server: null,
    state: null,
    clients: new Map(),
    buckets: new Map(),
    retries: retryBudget(),
    reach: { whole: newReach(), services: new Map() },
  }
  connections.set(name, connection)
  return connection
}

/** The client of a service. It sends a call once: `call` tries again, within the budget. */
export function clientOf<C extends AwsClient>(
  scope: Scope,
  service: AwsService<C>,
  kind: 'read' | 'mutation',
): C {
  const connection = connectionOf(scope)
  const key = `${service.name} ${kind}`
  const known = connection.clients.get(key)
  if (known !== undefined) return known as C
  const { endpoint, credentials, profile } = accountOf(scope)
  const client = service.create({
    region: scope.region,
    // Passed explicitly and with the prefix off: StartLiveTail and others would put a name before an emulator's host.
    ...(endpoint !== undefined && { endpoint }),
    disableHostPrefix: endpoint !== undefined,
    // Neither given: the SDK's own chain (environment, profile, container, instance).
    ...(credentials !== undefined ? { credentials } : profile !== undefined && { profile }),
    maxAttempts: 1,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: kind === 'read' ? readTimeoutMs : mutationTimeoutMs,
      throwOnRequestTimeout: true,
    },
    customUserAgent: 'quayside',
  })
  client.middlewareStack.add(observerOf(connection, endpoint !== undefined), {
    step: 'deserialize',
    priority: 'low',
    name: 'quayside',
  })
  connection.clients.set(key, client)
  return client
}

/** Makes the next call of each service find its credentials anew: the ones at hand have expired. */
export function renewCredentials(connection: Connection): void {
  const used = [...connection.clients.values()]
  connection.clients.clear()
  // Others have calls under way through them.
  setTimeout(() => used.forEach((client) => client.destroy()), mutationTimeoutMs).unref()
}

/** Our share of the bucket that a call is taken from. */
export function bucketOf(connection: Connection, service: string, operation: string): Bucket {
  const limit = bucketLimitOf(service, operation)
  const known = connection.buckets.get(limit.name)
  if (known !== undefined) return known
  const made = new Bucket(limit, configuration().awsShare)
  connection.buckets.set(limit.name, made)
  return made
}

/** How much of AWS's limits each bucket of a connection uses; those that were never asked are left out. */
export function bucketUses(scope: Scope): BucketUse[] {
  return [...connectionOf(scope).buckets.values()].map((bucket) => bucket.use())
}

/** AWS's time (epoch ms) as this connection hears it; the wall clock's until the first reply. */
export function now(scope: Scope): number {
  return read(connectionOf(scope).clock, performance.now())
}

/** How the reads of one AWS service went lately. */
export function reachOf({ reach }: Connection, service: string): Reach {
  const known = reach.services.get(service) ?? newReach()
  reach.services.set(service, known)
  return known
}

/** Why nothing that was read here proves anything now: AWS is out of reach, or the one service that is named. */
export function outOfReach(scope: Scope, service?: string): Problem | undefined {
  const { reach } = connectionOf(scope)
  const { refreshScale } = configuration()
  const at = performance.now()
  const own = service === undefined ? undefined : reach.services.get(service)
  return whyAway(reach.whole, at, refreshScale) ?? (own && whyAway(own, at, refreshScale))
}

/** When AWS answered last (epoch ms by its clock); undefined when it never did. */
export function answeredAt(scope: Scope): number | undefined {
  return connectionOf(scope).state?.asOf ?? undefined
}

/**
 * What is known of the far end: the custom endpoint's host (null: AWS's own) and whether its `Server` header calls it a
 * simulator (false until a first reply).
 */
export function aboutEndpoint(scope: Scope): { endpointHost: string | null; simulated: boolean } {
  const { endpoint } = accountOf(scope)
  return {
    endpointHost: endpoint === undefined ? null : new URL(endpoint).host,
    simulated: connectionOf(scope).server?.startsWith('Quayside simulator') ?? false,
  }
}

/** How each configured connection answered last, for `/readyz`. */
export function awsState(): AwsState[] {
  return configuration().accounts.flatMap(({ name, regions }) =>
    regions.map((region) => {
      const state = connectionOf({ account: name, region }).state
      const asOf = state?.asOf ?? null
      return {
        account: name,
        region,
        asOf: asOf === null ? null : new Date(asOf).toISOString(),
        ...(state?.error !== undefined && { error: state.error }),
      }
    }),
  )
}

/** The use of every connection's buckets, for the metrics; connections that were never asked are left out. */
export function allBucketUses(): { account: string; region: string; uses: BucketUse[] }[] {
  return [...allConnections()].map(([name, { buckets }]) => {
    const [account = '', region = ''] = name.split(' ')
    return { account, region, uses: [...buckets.values()].map((bucket) => bucket.use()) }
  })
}

function allConnections(): Map<string, Connection> {
  return singleton('aws.connections', () => {
    const made = new Map<string, Connection>()
    bridge().awsState = awsState
    bridge().closers.add(() => {
      for (const { clients, buckets } of made.values()) {
        for (const bucket of buckets.values()) bucket.close()
        for (const client of clients.values()) client.destroy()
      }
    })
    return made
  })
}

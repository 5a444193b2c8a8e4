import type { Changes } from './changes'
import type { Problem } from './error'
import type { Snapshots } from './snapshot'

/**
 * What the three module graphs of the process share (HOUSE.md "One process, three module graphs"): `instrumentation.ts`
 * puts one object on `globalThis`, everything else reads it from there. No module state may be relied on instead.
 */
const bridgeKey = Symbol.for('quayside')

/** One AWS connection that a person can open: its name is the first segment of every path. */
export type Account = {
  name: string
  /** At least one; the first is the one opened by default. */
  regions: string[]
  /** A custom endpoint for every service of this account (`AWS_ENDPOINT_URL` or the configuration file). */
  endpoint?: string
  /** A profile of the shared AWS configuration; without profile and credentials, the ambient chain is used. */
  profile?: string
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
}

export type Configuration = {
  access: 'full' | 'read-only'
  /** Multiplies polling intervals and cache times; 1 but in tests. */
  refreshScale: number
  /** The part (0 to 1) of AWS's documented request limits that the console allows itself. */
  awsShare: number
  accounts: Account[]
}

/** How AWS answered lately, for the body of `/readyz`. */
export type AwsState = { account: string; region: string; asOf: string | null; error?: Problem }

export type Bridge = {
  configuration: Configuration
  snapshots: Snapshots
  /** Set by the gateway. */
  awsState?: () => AwsState[]
  /** Who listens for changes, and is told of them; the front door holds the sockets. */
  changes?: Changes
  /** What the process counts, in Prometheus's text format, for `GET /metrics`. */
  metrics?: () => Promise<string>
  /** Called once each when the process drains: streams, clients, timers. */
  closers: Set<() => void | Promise<void>>
  /** Singletons of other rooms (clients, caches, budgets), by name; use `singleton()`. */
  singletons: Map<string, unknown>
}

type Global = { [bridgeKey]?: Bridge }

/** Called once by `instrumentation.ts`, and by tests that need a process of their own. */
export function install(bridge: Bridge): void {
  ;(globalThis as Global)[bridgeKey] = bridge
}

/** The process's one bridge; throws before `instrumentation.ts` has run. */
export function bridge(): Bridge {
  const found = (globalThis as Global)[bridgeKey]
  if (found === undefined) throw new Error('Quayside is not configured yet: instrumentation.ts has not run.')
  return found
}

/** The settings that the process was started with. */
export function configuration(): Configuration {
  return bridge().configuration
}

/** The process's one value of a name, made by the first who asks, whichever module graph that is. */
export function singleton<T>(name: string, make: () => T): T {
  const { singletons } = bridge()
  if (!singletons.has(name)) singletons.set(name, make())
  return singletons.get(name) as T
}

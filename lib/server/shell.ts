import 'server-only'
import { headers } from 'next/headers'
import { configuration, type Configuration } from '@/lib/api/bridge'

/** What the root layout and the account switch need of the settings: no endpoint, profile or key is in it. */
export type Shell = {
  access: Configuration['access']
  /** For `<html data-refresh-scale>`, which `lib/api/query.ts` reads. */
  refreshScale: number
  accounts: { name: string; regions: string[] }[]
}

/**
 * Read by the root layout. Asking for `headers()` makes every page dynamic, so that Next stamps this request's nonce,
 * which the front door put into the request's Content-Security-Policy, on each of its own scripts; and while Next
 * builds there is no configuration to read.
 */
export async function shell(): Promise<Shell> {
  await headers()
  const { access, refreshScale, accounts } = configuration()
  return {
    access,
    refreshScale,
    accounts: accounts.map(({ name, regions }) => ({ name, regions })),
  }
}

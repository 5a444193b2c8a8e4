import 'server-only'
import { headers } from 'next/headers'
import { configuration, type Configuration } from '@/lib/api/bridge'
import { requestContext } from '@/lib/api/request-context'

/** What the root layout and the account switch need of the settings: no endpoint, profile or key is in it. */
export type Shell = {
  /** This request's CSP nonce, for what writes its own `<script>` or `<style>` (Base UI's `CSPProvider`). */
  nonce: string | undefined
  access: Configuration['access']
  /** For `<html data-refresh-scale>`, which `lib/api/query.ts` reads. */
  refreshScale: number
  accounts: { name: string; regions: string[] }[]
}

/**
 * Read by the root layout. Asking for `headers()` makes every page dynamic, so that Next stamps this request's nonce,
 * which the front door put into the request's Content-Security-Policy, on each of its own scripts.
 */
export async function shell(): Promise<Shell> {
  await headers()
  const { access, refreshScale, accounts } = configuration()
  return {
    nonce: requestContext()?.nonce,
    access,
    refreshScale,
    accounts: accounts.map(({ name, regions }) => ({ name, regions })),
  }
}

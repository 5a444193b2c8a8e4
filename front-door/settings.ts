/** What the door is told by its environment and arguments. */
export type Settings = {
  port: number
  /** `next dev` behind it. */
  dev: boolean
  needsToken: boolean
  /** What somebody who turned a protection off is told. */
  warning?: string
}

/**
 * Reads `PORT`, `QUAYSIDE_HOST`, `QUAYSIDE_LAUNCH_TOKEN` and the arguments `--dev` and `--without-token`; the latter is for
 * the commands of ours that have nothing real behind them. Throws with what to set instead; it repeats no value that could
 * be a secret.
 */
export function settingsFrom(env: Record<string, string | undefined>, args: readonly string[]): Settings {
  const [unknown] = args.filter((arg) => arg !== '--dev' && arg !== '--without-token')
  if (unknown !== undefined) throw new Error(`The console knows --dev and --without-token, not ${unknown}.`)
  mustBeLoopback(env['QUAYSIDE_HOST'] || 'localhost')
  const token = env['QUAYSIDE_LAUNCH_TOKEN'] || undefined
  if (token !== undefined && token !== 'off') {
    throw new Error('QUAYSIDE_LAUNCH_TOKEN can only be off or empty: each start makes a token of its own.')
  }
  const isQuiet = args.includes('--without-token')
  return {
    port: portFrom(env['PORT'] || '3000'),
    dev: args.includes('--dev'),
    needsToken: token === undefined && !isQuiet,
    ...(token === 'off' && !isQuiet && { warning: withoutToken }),
  }
}

const withoutToken =
  'Warning: QUAYSIDE_LAUNCH_TOKEN=off. Every program and every person on this machine can open Quayside, and act on AWS with its credentials.'

/** Each of these names the two addresses that are bound. */
function mustBeLoopback(host: string): void {
  if (['localhost', '127.0.0.1', '::1', '[::1]'].includes(host.toLowerCase())) return
  throw new Error(
    'QUAYSIDE_HOST can only be localhost, 127.0.0.1 or ::1: without sign-in, Quayside answers this machine only.',
  )
}

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port <= 65_535) return port
  throw new Error('PORT must be a number from 0 to 65535.')
}

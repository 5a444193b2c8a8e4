import 'server-only'
import { type Configuration, install } from '@/lib/api/bridge'
import { loadConfiguration } from './config'
import { createSnapshots } from './snapshots'

/** Reads the settings once and puts the bridge up; with settings that cannot be used it says why and ends the process. */
export function start(): void {
  const loaded = loadConfiguration(process.env)
  if (!loaded.ok) {
    process.stderr.write(`Quayside cannot start:\n${loaded.errors.map((error) => `  ${error}\n`).join('')}`)
    process.exit(1)
  }
  putUp(loaded.configuration)
}

/** The bridge over some settings; tests call it, too. */
export function putUp(configuration: Configuration): void {
  install({ configuration, snapshots: createSnapshots(), closers: new Set(), singletons: new Map() })
}

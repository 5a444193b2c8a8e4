import 'server-only'
import { bridge, type Configuration, install } from '@/lib/api/bridge'
import { changes } from './changes'
import { loadConfiguration } from './config'
import { createMetrics } from './metrics'
import { createSnapshots } from './snapshots'

/** Reads the settings once and puts the bridge up; with settings that cannot be used it says why and ends the process. */
export function start(): void {
  const loaded = loadConfiguration(process.env)
  if (!loaded.ok) {
    process.stderr.write(`Quayside cannot start:\n${loaded.errors.map((error) => `  ${error}\n`).join('')}`)
    process.exit(1)
  }
  putUp(loaded.configuration)
  bridge().metrics = createMetrics()
}

/** The bridge over some settings; tests call it, too. */
export function putUp(configuration: Configuration): void {
  install({
    configuration,
    snapshots: createSnapshots(),
    changes,
    closers: new Set(),
    singletons: new Map(),
  })
}

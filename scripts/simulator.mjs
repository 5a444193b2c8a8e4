// npm run simulator -- --port 4566 --scenario demo: the simulated AWS alone, for any client.
import { processGroup } from './processes.mjs'
import { ensureServers, withoutAws } from './set-up.mjs'

ensureServers()
processGroup().start(
  'The simulated AWS',
  ['build/simulator/main.js', ...process.argv.slice(2)],
  withoutAws(process.env),
)

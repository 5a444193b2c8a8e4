// npm start: the console against AWS, with the ambient credentials or QUAYSIDE_CONFIG. It prints the link to open.
import { mustBeFree, portFrom, processGroup } from './processes.mjs'
import { ensurePages, ensureServers, quietSdk } from './set-up.mjs'

const port = portFrom('PORT', 3000)
await mustBeFree(port, 'PORT', 'the console')
ensureServers()
ensurePages()
processGroup().start('The console', ['build/front-door/main.js'], {
  ...process.env,
  ...quietSdk,
  NODE_ENV: 'production',
  PORT: String(port),
})

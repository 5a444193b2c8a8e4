// npm run dev: the demo with Next's development server: pages are rebuilt as you save.
import { ensureServers } from './set-up.mjs'
import { demoPorts, startDemo } from './start-demo.mjs'

const ports = await demoPorts()
ensureServers()
await startDemo(ports, { dev: true })

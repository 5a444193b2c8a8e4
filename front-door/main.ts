import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { createFrontDoor } from './front-door.ts'
import { createLaunchToken } from './launch-token.ts'
import { listen } from './listen.ts'
import { log, stackOf } from './log.ts'
import { settingsFrom } from './settings.ts'
import { onSignal, shutDown } from './shut-down.ts'

// `node build/front-door/main.js [--dev] [--without-token]`: the whole console in one process.
const { port: wanted, dev, needsToken, warning } = settings()
const root = fileURLToPath(new URL('../..', import.meta.url))

// React and Next choose their builds by this when they are loaded, so it is set before; the rest keeps Next from
// talking to anybody and from handling our signals.
Object.assign(process.env, {
  NODE_ENV: dev ? 'development' : 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  NEXT_MANUAL_SIG_HANDLE: 'true',
})

// V8 would let the heap double and more between two full collections, since there is memory to spare on most machines.
// What the console remembers of a large estate stays small; what it no longer needs is to go soon.
setFlagsFromString('--heap-growing-percent=15')

process.on('unhandledRejection', (reason) => {
  log('error', 'a promise was rejected and nobody looked', { error: stackOf(reason) })
})

const launchToken = needsToken ? createLaunchToken() : undefined
const door = createFrontDoor({ dev, ...(launchToken && { launchToken }) })
const { port, servers } = await listen(door, wanted).catch((error: NodeJS.ErrnoException) =>
  fail(
    error.code === 'EADDRINUSE'
      ? `Port ${wanted} is taken. Stop what listens there, or set PORT to another one.`
      : `Quayside cannot listen on port ${wanted} (${error.code ?? error.message}).`,
  ),
)

const OwnDate = Date
const { default: next } = await import('next')
// Next puts its upgrade listener on the server that it is given: one that never listens.
const app = next({ dev, dir: root, hostname: 'localhost', port, httpServer: createServer(), quiet: !dev })
onSignal(() => shutDown(door, servers, () => app.close()))
await app
  .prepare()
  .catch((error: unknown) =>
    fail(`Quayside cannot start: ${error instanceof Error ? error.message : String(error)}`),
  )
// Next puts a `Date` of its own in the place of JavaScript's, for a feature that is not used here (cacheComponents). Each
// date that it makes has a shape of its own: 170 bytes and a slow way through V8 for each of the hundred thousand dates
// of a large estate. https://nextjs.org/docs/app/api-reference/config/next-config-js/cacheComponents
globalThis.Date = OwnDate
Object.defineProperty(OwnDate.prototype, 'constructor', { value: OwnDate })
const handle = app.getRequestHandler()
door.open((req, res) => handle(req, res), dev ? app.getUpgradeHandler() : undefined)
if (warning !== undefined) process.stderr.write(`${warning}\n`)
const link = launchToken === undefined ? '' : `/?token=${launchToken.token}`
process.stdout.write(`Quayside answers at http://localhost:${port}${link}\n`)

function settings() {
  try {
    return settingsFrom(process.env, process.argv.slice(2))
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

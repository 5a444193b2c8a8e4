import { mkdirSync, writeFileSync } from 'node:fs'
import { type Child, startChild } from './child.ts'
import { freePort } from './port.ts'
import { world } from './simulator.ts'

/** Where the console is and what it shows: `place` is `/demo/eu-west-1`. */
export type Console = AsyncDisposable & { origin: string; child: Child; place: string }

/** `/{account}/{region}` of the one account that the console is given. */
export const place = `/demo/${world.region}`

/** Spawns the built console over a simulated AWS; it may not answer yet. */
export async function spawnConsole(awsUrl: string): Promise<Console> {
  const port = await freePort()
  mkdirSync('build/bench', { recursive: true })
  const config = `build/bench/console-${port}.yaml`
  writeFileSync(
    config,
    `access: full
accounts:
  - name: demo
    regions: [${world.region}]
    endpoint: ${awsUrl}
    credentials: { accessKeyId: "${world.account}", secretAccessKey: simulated }
`,
  )
  const child = startChild(['build/front-door/main.js'], {
    PORT: String(port),
    QUAYSIDE_CONFIG: config,
    // There is nothing real behind it, and what asks here has no cookie.
    QUAYSIDE_LAUNCH_TOKEN: 'off',
  })
  const stop = () => child[Symbol.asyncDispose]()
  return { origin: `http://127.0.0.1:${port}`, child, place, [Symbol.asyncDispose]: stop }
}

/** Starts the console and waits till it answers. */
export async function startConsole(awsUrl: string): Promise<Console> {
  const console = await spawnConsole(awsUrl)
  await console.child.answers(`${console.origin}/readyz`)
  return console
}

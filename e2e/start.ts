import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** How many simulated accounts the console under test knows: one for each test, so that no two share an AWS. */
export const accounts = 400
export const region = 'eu-west-1'

/** The account that the nth test owns. */
export const accountName = (n: number) => `test-${n}`
export const accountId = (n: number) => String(200_000_000_000 + n)

export const claims = 'build/e2e/claims'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject()))
    })
  })
}

/** Waits till an address answers 2xx; throws when its process ends before. */
export async function answers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${url}: its process ended with code ${child.exitCode}`)
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await wait(100)
  }
}

export function start(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', process.env['E2E_LOGS'] ? 'inherit' : 'ignore', 'inherit'],
  })
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(killer)
}

/** The configuration file of a console that knows the first `count` accounts of the simulator on a port. */
export function settingsOf(
  simulatorPort: number,
  count: number,
  regions: readonly string[] = [region],
): string {
  const entries = Array.from(
    { length: count },
    (_, n) => `  - name: ${accountName(n)}
    regions: [${regions.join(', ')}]
    endpoint: http://127.0.0.1:${simulatorPort}
    credentials: { accessKeyId: "${accountId(n)}", secretAccessKey: simulated }
`,
  )
  return `access: full\naccounts:\n${entries.join('')}`
}

/** Starts the simulated AWS and a built console over it, once for all tests; Playwright calls what it returns at the end. */
export default async function startBoth(): Promise<() => Promise<void>> {
  rmSync('build/e2e', { recursive: true, force: true })
  mkdirSync(claims, { recursive: true })
  const [simulatorPort, port] = [await freePort(), await freePort()]
  writeFileSync('build/e2e/quayside.yaml', settingsOf(simulatorPort, accounts))

  const simulator = start(['build/simulator/main.js', '--port', String(simulatorPort)], {})
  await answers(`http://127.0.0.1:${simulatorPort}/_sim/${accountId(0)}/${region}/calls`, simulator)
  const console = start(['build/front-door/main.js', '--without-token'], {
    PORT: String(port),
    QUAYSIDE_CONFIG: 'build/e2e/quayside.yaml',
    QUAYSIDE_REFRESH_SCALE: '0.2',
  })
  await answers(`http://127.0.0.1:${port}/readyz`, console)
  process.env['E2E_SIMULATOR'] = `http://127.0.0.1:${simulatorPort}`
  process.env['E2E_CONSOLE'] = `http://127.0.0.1:${port}`
  return async () => {
    await stop(console)
    await stop(simulator)
  }
}

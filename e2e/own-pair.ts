import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { accountId, answers, freePort, region, settingsOf, start, stop } from './start.ts'
import { type Aws, awsOf } from './test.ts'

/** A simulated AWS and a console that one test has for itself, so that it may unplug and measure them. */
export type OwnPair = {
  aws: Aws
  /** The same account in another of its regions. */
  awsIn(region: string): Aws
  /** Ends the simulator: its connections break, and new ones are refused. */
  unplug(): Promise<void>
  /** Starts it again on the same port, with no world in it. */
  plugIn(): Promise<void>
  close(): Promise<void>
}

/** Starts both, with the refresh scale given; the console knows one account, in these regions. */
export async function startOwnPair(
  refreshScale: number,
  regions: readonly string[] = [region],
): Promise<OwnPair> {
  mkdirSync('build/e2e', { recursive: true })
  const settings = `${mkdtempSync('build/e2e/own-')}/quayside.yaml`
  const [simulatorPort, port] = [await freePort(), await freePort()]
  writeFileSync(settings, settingsOf(simulatorPort, 1, regions))
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`
  const startSimulator = async () => {
    const child = start(['build/simulator/main.js', '--port', String(simulatorPort)], {})
    await answers(`${simulatorUrl}/_sim/${accountId(0)}/${region}/calls`, child)
    return child
  }
  let simulator = await startSimulator()
  const consoleUrl = `http://127.0.0.1:${port}`
  const console = start(['build/front-door/main.js', '--without-token'], {
    PORT: String(port),
    QUAYSIDE_CONFIG: settings,
    QUAYSIDE_REFRESH_SCALE: String(refreshScale),
  })
  await answers(`${consoleUrl}/readyz`, console)
  return {
    aws: awsOf(0, simulatorUrl, consoleUrl),
    awsIn: (name) => awsOf(0, simulatorUrl, consoleUrl, name),
    unplug: () => stop(simulator),
    plugIn: async () => {
      simulator = await startSimulator()
    },
    close: async () => {
      await stop(console)
      await stop(simulator)
    },
  }
}

import { BadArguments, readArguments, type Arguments } from './arguments.ts'
import { startSimulator } from './server.ts'
import { defaultAccount } from './wire/caller.ts'

/** The command line of the simulator: starts it, says where, and stops it at once on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  let options: Arguments
  try {
    options = readArguments(process.argv.slice(2), process.env)
  } catch (error) {
    if (error instanceof BadArguments) return fail(error.message)
    throw error
  }
  const { port, hosts, scenario, region, seed, scale } = options
  // Signals are heard before anything slow happens, so that a stop is never lost.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0))
  // Started by one of our scripts, it ends with it, however that ended.
  process.once('disconnect', () => process.exit(0))
  // The SDK is here for its schemas; it calls no AWS whose end of support could matter.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  try {
    const simulator = await startSimulator({ port, hosts, log })
    simulator.worlds.play({ account: defaultAccount, region }, { name: scenario, seed, scale })
    process.stdout.write(
      `Simulated AWS on ${simulator.url} (scenario ${scenario}, ${defaultAccount}/${region})\n`,
    )
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      return fail(
        `Port ${port} is taken. Stop what listens there, or choose another with --port or SIM_PORT.`,
      )
    if (code === 'EACCES')
      return fail(`Port ${port} may not be opened by this user. Choose another with --port or SIM_PORT.`)
    if (code === 'EADDRNOTAVAIL') return fail(`There is no address ${hosts.join(' or ')} on this machine.`)
    throw error
  }
}

const log = (line: string) => process.stderr.write(`${line}\n`)

function fail(message: string): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

await main()

import { type Console, startConsole } from './console.ts'
import { type Simulator, startSimulator } from './simulator.ts'

export type Stage = AsyncDisposable & {
  simulator: Simulator
  console: Console
  /** What is played: the scenario asked for, or `demo` when the simulator does not know it. */
  scenario: string
}

type Options = {
  scenario: string
  scale?: number
  /** Does something to the world before the console starts. */
  before?: (simulator: Simulator) => Promise<void>
}

/** Plays a scenario, `demo` when the simulator does not know it; says which. */
export async function playOrDemo(simulator: Simulator, scenario: string, scale?: number): Promise<string> {
  if (await simulator.play(scenario, { ...(scale && { scale }) })) return scenario
  if (!(await simulator.play('demo'))) throw new Error('The simulator knows no scenario demo.')
  return 'demo'
}

/** A simulated AWS and a console over it. */
export async function startStage({ scenario, scale, before }: Options): Promise<Stage> {
  const simulator = await startSimulator()
  try {
    const played = await playOrDemo(simulator, scenario, scale)
    await before?.(simulator)
    const console = await startConsole(simulator.url)
    const stop = async () => {
      await console[Symbol.asyncDispose]()
      await simulator[Symbol.asyncDispose]()
    }
    return { simulator, console, scenario: played, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await simulator[Symbol.asyncDispose]()
    throw error
  }
}

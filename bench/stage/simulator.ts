import { type Child, startChild } from './child.ts'
import { freePort } from './port.ts'

/** The world that every measurement plays in: one account in one region. */
export const world = { account: '111122223333', region: 'eu-west-1' }

/** Calls by name, as the ledger counts them: `{"ecs.DescribeServices": 12}`. */
export type Calls = Record<string, number>

export type Simulator = AsyncDisposable & {
  url: string
  child: Child
  /** False when the simulator knows no such scenario; the world is then as it was. */
  play: (scenario: string, more?: { scale?: number; seed?: number }) => Promise<boolean>
  calls: () => Promise<Calls>
  forgetCalls: () => Promise<void>
  speed: (factor: number) => Promise<void>
  addFaults: (faults: object[]) => Promise<void>
}

/** Starts the simulated AWS with an empty world. */
export async function startSimulator(): Promise<Simulator> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const base = `${url}/_sim/${world.account}/${world.region}`
  const child = startChild(['build/simulator/main.js', '--port', String(port)])
  await child.answers(`${base}/calls`)

  async function ask(method: string, verb: string, body?: unknown): Promise<Response> {
    return fetch(`${base}/${verb}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
  }
  async function must(method: string, verb: string, body?: unknown): Promise<unknown> {
    const response = await ask(method, verb, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${verb}: ${text}`)
    return JSON.parse(text)
  }

  return {
    url,
    child,
    play: async (name, more) => (await ask('POST', 'scenario', { name, seed: 1, ...more })).ok,
    calls: async () => (await must('GET', 'calls')) as Calls,
    forgetCalls: async () => void (await must('DELETE', 'calls')),
    speed: async (factor) => void (await must('POST', 'speed', { factor })),
    addFaults: async (faults) => void (await must('POST', 'faults', faults)),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** Of one service of AWS, or of all of them; `ecs` or `elbv2`. */
export function countOf(calls: Calls, service = ''): number {
  return Object.entries(calls)
    .filter(([name]) => service === '' || name.startsWith(`${service}.`))
    .reduce((sum, [, count]) => sum + count, 0)
}

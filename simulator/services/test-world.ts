import type { Simulator } from '../server.ts'
import type { World } from '../world.ts'

/** One world of a simulator with the settings that an SDK client needs to reach it; for tests. */
export function testWorld(simulator: Simulator, account: string, region = 'eu-west-1') {
  const world: World = simulator.worlds.world(account, region)
  const client = {
    endpoint: simulator.url,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
    maxAttempts: 1,
  }
  return { world, client }
}

/** The code of the error with which a call fails; `undefined` when it succeeds. */
export async function errorCode(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

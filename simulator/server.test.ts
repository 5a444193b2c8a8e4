import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from './server.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.close())

test('a 12-digit key is its account', async () => {
  const client = new STSClient({
    endpoint: simulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: '222233334444', secretAccessKey: 'x' },
  })
  const identity = await client.send(new GetCallerIdentityCommand({}))
  expect(identity.Account).toBe('222233334444')
})

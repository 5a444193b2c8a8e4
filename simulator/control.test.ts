import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from './server.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.close())

let accounts = 400_000_000_000
/** A world of its own for a test. */
function aws() {
  const account = String(++accounts)
  const settings = {
    endpoint: simulator.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
  }
  const call = async (method: string, verb: string, body?: unknown) => {
    const init = {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }
    const response = await fetch(`${simulator.url}/_sim/${account}/eu-west-1/${verb}`, init)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const sts = new STSClient(settings)
  const ec2 = new EC2Client(settings)
  const who = () => sts.send(new GetCallerIdentityCommand({}))
  const code = () =>
    who().then(
      () => 'answered',
      (error: Error) => error.name,
    )
  return { call, who, code, vpcs: () => ec2.send(new DescribeVpcsCommand({})) }
}

test('a scenario at a time stands still till it is advanced', async () => {
  const { call } = aws()
  const start = await call('POST', 'scenario', { name: 'empty', now: '2026-03-01T12:00:00Z' })
  expect(start).toEqual({ status: 200, body: { now: '2026-03-01T12:00:00.000Z' } })
  expect((await call('POST', 'advance', { seconds: 90 })).body).toEqual({ now: '2026-03-01T12:01:30.000Z' })
  expect((await call('POST', 'advance', { seconds: 0 })).body).toEqual({ now: '2026-03-01T12:01:30.000Z' })
})

test('a world whose speed is set moves with the wall clock', async () => {
  const { call } = aws()
  await call('POST', 'scenario', { name: 'empty', now: 0 })
  await call('POST', 'speed', { factor: 100_000 })
  const { body } = await call('POST', 'speed', { factor: 0 })
  expect(Date.parse(String(body.now))).toBeGreaterThan(0)
  expect((await call('POST', 'advance', { seconds: 0 })).body).toEqual(body)
})

test('a scenario without a time lives at the wall clock', async () => {
  const { call } = aws()
  const { body } = await call('POST', 'scenario', { name: 'empty' })
  expect(Math.abs(Date.parse(String(body.now)) - Date.now())).toBeLessThan(60_000)
})

test('the ledger counts every request, faulted ones too, and a scenario forgets them', async () => {
  const { call, code, who, vpcs } = aws()
  await who()
  await vpcs()
  await call('POST', 'faults', [{ operation: 'sts.GetCallerIdentity', error: 'Throttling' }])
  expect(await code()).toBe('Throttling')
  expect((await call('GET', 'calls')).body).toEqual({ 'ec2.DescribeVpcs': 1, 'sts.GetCallerIdentity': 2 })
  expect((await call('DELETE', 'calls')).body).toEqual({ 'ec2.DescribeVpcs': 1, 'sts.GetCallerIdentity': 2 })
  expect((await call('GET', 'calls')).body).toEqual({})
  await code()
  await call('POST', 'scenario', { name: 'empty' })
  expect((await call('GET', 'calls')).body).toEqual({})
  expect(await code()).toBe('answered')
})

test.each([
  [{ operation: '*', error: 'Throttling' }, 'Throttling'],
  [{ operation: 'sts.*', error: 'AccessDenied', status: 403 }, 'AccessDenied'],
  [{ operation: 'sts.Get*', error: 'Throttling', probability: 1 }, 'Throttling'],
  [{ operation: 'ec2.*', error: 'Throttling' }, 'answered'],
  [{ operation: 'ts.GetCallerIdentity', error: 'Throttling' }, 'answered'],
  [{ operation: '*', error: 'Throttling', probability: 0 }, 'answered'],
  [{ operation: '*', latencyMs: 5 }, 'answered'],
])('fault %j: %s', async (fault, wanted) => {
  const { call, code } = aws()
  expect((await call('POST', 'faults', [fault])).status).toBe(200)
  expect(await code()).toBe(wanted)
  await call('DELETE', 'faults')
  expect(await code()).toBe('answered')
})

test('a fault is spent after its times, and the next one strikes', async () => {
  const { call, code } = aws()
  await call('POST', 'faults', [{ operation: '*', error: 'First', times: 2 }])
  await call('POST', 'faults', [{ operation: '*', error: 'Second', times: 1 }])
  expect([await code(), await code(), await code(), await code()]).toEqual([
    'First',
    'First',
    'Second',
    'answered',
  ])
})

/** Which of 24 requests a fault of even chance strikes, in a world of that seed. */
async function struck(seed: number) {
  const { call, code } = aws()
  await call('POST', 'scenario', { name: 'empty', seed })
  await call('POST', 'faults', [{ operation: '*', error: 'Throttling', probability: 0.5 }])
  const codes: string[] = []
  for (let i = 0; i < 24; i++) codes.push(await code())
  return codes
}

test('chance is drawn from the seed: the same one strikes the same requests', async () => {
  const first = await struck(7)
  expect(await struck(7)).toEqual(first)
  expect(await struck(8)).not.toEqual(first)
  expect(new Set(first)).toEqual(new Set(['Throttling', 'answered']))
})

test('a body is sent raw with its status', async () => {
  const { call } = aws()
  await call('POST', 'faults', [{ operation: '*', status: 502, body: '<html>Bad gateway</html>' }])
  const authorization = `AWS4-HMAC-SHA256 Credential=${accounts}/20260301/eu-west-1/sts/aws4_request, Signature=0`
  const response = await fetch(`${simulator.url}/?Action=GetCallerIdentity`, { headers: { authorization } })
  expect([response.status, await response.text()]).toEqual([502, '<html>Bad gateway</html>'])
})

test('a hang never answers, and a closed simulator lets go of it', async () => {
  const own = await startSimulator()
  own.worlds
    .estate({ account: '111122223333', region: 'eu-west-1' })
    .faults.add([{ operation: '*', hang: true }])
  const authorization = 'AWS4-HMAC-SHA256 Credential=a/20260301/eu-west-1/sts/aws4_request, Signature=0'
  const answer = fetch(`${own.url}/?Action=GetCallerIdentity`, { headers: { authorization } }).then(
    () => 'answered',
    () => 'cut',
  )
  const { ledger } = own.worlds.estate({ account: '111122223333', region: 'eu-west-1' })
  await expect.poll(() => ledger.calls()).toEqual({ 'sts.GetCallerIdentity': 1 })
  await own.close()
  expect(await answer).toBe('cut')
})

test.each([
  ['POST', 'scenario', { name: 'nothing of the kind' }, 400],
  ['POST', 'scenario', { name: 'toString' }, 400],
  ['POST', 'scenario', {}, 400],
  ['POST', 'scenario', { name: 'empty', scale: 0 }, 400],
  ['POST', 'scenario', { name: 'empty', scale: 1.1 }, 400],
  ['POST', 'scenario', { name: 'empty', now: 'soon' }, 400],
  ['POST', 'scenario', { name: 'empty', now: 8.64e15 }, 400],
  ['POST', 'scenario', { name: 'empty', seed: 'x' }, 400],
  ['POST', 'scenario', { name: 'empty', sede: 1 }, 400],
  ['POST', 'scenario', '{', 400],
  ['POST', 'advance', { seconds: -1 }, 400],
  ['POST', 'advance', { seconds: '60' }, 400],
  ['POST', 'advance', {}, 400],
  ['POST', 'speed', { factor: -1 }, 400],
  ['POST', 'speed', null, 400],
  ['POST', 'faults', { operation: '*', error: 'x' }, 400],
  ['POST', 'faults', [{ operation: '*' }], 400],
  ['POST', 'faults', [{ error: 'x' }], 400],
  ['POST', 'faults', [{ operation: '*', error: 'x', probability: 2 }], 400],
  ['POST', 'faults', [{ operation: '*', status: 99 }], 400],
  ['POST', 'faults', [{ operation: '*', error: 'x', times: 0 }], 400],
  ['POST', 'faults', ' '.repeat(9_000_000), 413],
  ['POST', 'dance', {}, 404],
  ['GET', 'scenario', undefined, 405],
  ['POST', 'calls', {}, 405],
])('%s %s %j answers %i in JSON', async (method, verb, body, status) => {
  const { call } = aws()
  const answer = await call(method, verb, body)
  expect(answer).toMatchObject({ status, body: { error: { message: expect.any(String) as string } } })
})

test.each(['/_sim/12/eu-west-1/calls', '/_sim/111122223333/Mars/calls'])('%s answers 400', async (path) => {
  expect((await fetch(`${simulator.url}${path}`)).status).toBe(400)
})

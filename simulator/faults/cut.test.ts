import { ECS } from '@aws-sdk/client-ecs'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../server.ts'
import { testWorld } from '../services/test-world.ts'
import type { Cut } from './cut.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now: Date.UTC(2026, 8, 21, 12) })
})
afterAll(() => simulator.close())

let accounts = 420_000_000_000
function aws(cut: Cut) {
  const account = String(++accounts)
  const { faults, ledger } = simulator.worlds.estate({ account, region: 'eu-west-1' })
  faults.add([{ operation: 'ecs.ListClusters', cut }])
  return { account, ledger, ecs: new ECS(testWorld(simulator, account).client) }
}

/** What a socket hears of the answer to one ListClusters: text so far, and how it ended once it did. */
type Heard = { socket: Socket; text: string; ended?: string }

function ask(account: string): Heard {
  const socket = connect(simulator.port, '127.0.0.1')
  const heard: Heard = { socket, text: '' }
  socket.on('data', (chunk) => (heard.text += chunk.toString()))
  socket.on('error', (error: NodeJS.ErrnoException) => (heard.ended = error.code ?? 'error'))
  socket.on('close', () => (heard.ended ??= 'closed'))
  const scope = `${account}/20260921/eu-west-1/ecs/aws4_request`
  socket.write(
    [
      'POST / HTTP/1.1',
      'host: 127.0.0.1',
      'x-amz-target: AmazonEC2ContainerServiceV20141113.ListClusters',
      'content-type: application/x-amz-json-1.1',
      `authorization: AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      'content-length: 2',
      '',
      '{}',
    ].join('\r\n'),
  )
  return heard
}

const closed = ({ socket }: Heard) => new Promise((resolve) => socket.once('close', resolve))

/** The head's content-length, and how much of the body came. */
function bodyOf({ text }: Heard) {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { announced: Number(/content-length: (\d+)/i.exec(head)?.[1]), came: body }
}
const whole = '{"clusterArns":[]}'

test('reset: the connection is torn before a byte of the answer', async () => {
  const { account, ledger } = aws('reset')
  const heard = ask(account)
  await closed(heard)
  expect(heard).toMatchObject({ text: '', ended: 'ECONNRESET' })
  expect(ledger.calls()).toEqual({ 'ecs.ListClusters': 1 })
})

test('half-then-close: less than was announced, and the end', async () => {
  const { account } = aws('half-then-close')
  const heard = ask(account)
  await closed(heard)
  expect(bodyOf(heard)).toEqual({ announced: whole.length, came: whole.slice(0, whole.length / 2) })
})

test('half-then-silence: less than was announced, and no end', async () => {
  const { account } = aws('half-then-silence')
  const heard = ask(account)
  await expect.poll(() => bodyOf(heard).came).toBe(whole.slice(0, whole.length / 2))
  // A whole exchange later nothing more has come.
  expect((await fetch(`${simulator.url}/_sim/${account}/eu-west-1/calls`)).status).toBe(200)
  expect(heard.ended).toBeUndefined()
  expect(bodyOf(heard)).toEqual({ announced: whole.length, came: whole.slice(0, whole.length / 2) })
  heard.socket.destroy()
})

test.each(['reset', 'half-then-close'] as const)('the SDK fails after %s, and asks again', async (cut) => {
  const { account, ecs, ledger } = aws(cut)
  await expect(ecs.listClusters({})).rejects.toMatchObject({ code: 'ECONNRESET' })
  const patient = new ECS({ ...testWorld(simulator, account).client, maxAttempts: 3 })
  await expect(patient.listClusters({})).rejects.toThrow()
  expect(ledger.calls()).toEqual({ 'ecs.ListClusters': 4 })
})

test('a closed simulator lets go of what was silent', async () => {
  const own = await startSimulator()
  own.worlds
    .estate({ account: '111122223333', region: 'eu-west-1' })
    .faults.add([{ operation: '*', cut: 'half-then-silence' }])
  const ecs = new ECS(testWorld(own, '111122223333').client)
  const failed = ecs.listClusters({}).then(
    () => 'answered',
    () => 'failed',
  )
  const { ledger } = own.worlds.estate({ account: '111122223333', region: 'eu-west-1' })
  await expect.poll(() => ledger.calls()).toEqual({ 'ecs.ListClusters': 1 })
  await own.close()
  expect(await failed).toBe('failed')
})

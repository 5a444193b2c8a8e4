import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hash } from '../../random.ts'
import { startSimulator, type Simulator } from '../../server.ts'
import { wireService, type Operation } from '../operation.ts'
import type { Handler, Service } from '../service.ts'
import { clients } from './clients.ts'
import { Dice, randomStruct } from './random-value.ts'

/**
 * Every operation of every client goes through the real client to the server and back, with random input and output.
 * It is the gate for an upgrade of the SDK, whose serialisers the server uses too. It says nothing of rules: validation
 * is off here.
 */
type Text = { toString(): string }
type Seen = { input?: unknown; output?: unknown }

const seen: Seen = {}
const echo: Handler<unknown, unknown> = (input) => {
  seen.input = input
  return seen.output
}

const wires = clients.map(([name, signingName, sdk]) => wireService({ name, sdk, signingName, handlers: {} }))
const echoes: Service[] = wires.map(({ service, operations }) => ({
  ...service,
  handlers: Object.fromEntries([...operations.keys()].map((operation) => [operation, echo])),
}))

let simulator: Simulator
beforeAll(async () => {
  // A still world, in which nobody is throttled.
  const now = Date.UTC(2026, 8, 21, 12)
  simulator = await startSimulator({ now, services: echoes, validate: false })
})
afterAll(() => simulator.close())

type AnyClient = { send(command: object): Promise<object>; destroy(): void }
type ClientClass = new (config: object) => AnyClient
type CommandClass = new (input: object) => object

function clientOf(sdk: Record<string, unknown>, protocol?: unknown): AnyClient {
  const [, Class] = Object.entries(sdk).find(([key]) => /^[A-Z].*Client$/.test(key))!
  return new (Class as ClientClass)({
    endpoint: simulator.url,
    disableHostPrefix: true,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    ...(protocol !== undefined && { protocol }),
  })
}

const streams = ({ input, output }: Operation) =>
  [input, output].some((schema) => !schema.isUnitSchema() && schema.getEventStreamMember() !== '')

/** The operations that do not come through whole, each with what goes wrong. */
async function misses(name: string, protocol?: unknown): Promise<string[]> {
  const { service, operations } = wires.find((wire) => wire.service.name === name)!
  const client = clientOf(service.sdk, protocol)
  const missed = new Set<string>()
  for (const operation of operations.values()) {
    if (streams(operation)) {
      missed.add(`${operation.name} streams`)
      continue
    }
    for (let seed = 0; seed < 4; seed++) {
      const problem = await roundTrip(client, service.sdk, operation, seed)
      if (problem) missed.add(`${operation.name} ${problem}`)
    }
  }
  client.destroy()
  return [...missed]
}

/** Seed 0 has an empty output: nothing may appear in it on the way. */
async function roundTrip(
  client: AnyClient,
  sdk: Record<string, unknown>,
  operation: Operation,
  seed: number,
) {
  const dice = new Dice(hash(seed, operation.service.service.name, operation.name))
  const input = operation.input.isUnitSchema() ? {} : randomStruct(operation.input, dice)
  const output = seed === 0 || operation.output.isUnitSchema() ? {} : randomStruct(operation.output, dice)
  const [asked, sent] = [plain(input), plain(output)]
  seen.input = undefined
  seen.output = output
  try {
    const command = new (sdk[`${operation.name}Command`] as CommandClass)(input)
    const { $metadata: _, ...got } = (await client.send(command)) as Record<string, unknown>
    if (!isDeepStrictEqual(plain(seen.input), asked)) return 'input'
    if (!isDeepStrictEqual(plain(got), sent)) return 'output'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return undefined
}

/** Values as they compare: JSON strings and big numbers by their text, binary by its bytes. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('deserializeJSON' in value) return (value as Text).toString()
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}

/** Each of these is the protocol's or the client's doing, not the server's. */
const known: Record<string, string[]> = {
  // Event streams are not spoken yet.
  logs: ['GetLogObject streams', 'StartLiveTail streams'],
  // A global endpoint's id becomes a host name that has to be one, and is signed with SigV4a.
  events: ['PutEvents EndpointId must be a valid host label.'],
}

/** EC2 alone has 802 operations, each called four times. */
const patienceMs = 180_000

test.each(clients.map(([name]) => name))(
  'every operation of %s round-trips',
  async (name) => {
    expect(await misses(name)).toEqual(known[name] ?? [])
  },
  patienceMs,
)

test.each([
  ['query', AwsQueryProtocol],
  ['CBOR', AwsSmithyRpcV2CborProtocol],
])(
  'CloudWatch round-trips over %s, which its other clients speak',
  async (_, protocol) => {
    // A structure without members cannot travel as form parameters.
    const lost = protocol === AwsQueryProtocol ? ['PutMetricAlarm input'] : []
    expect(await misses('cloudwatch', protocol)).toEqual(lost)
  },
  patienceMs,
)

import type { Fault } from './faults/fault.ts'
import type { ScenarioRequest } from './worlds.ts'

/** What a caller of the control API got wrong. */
export class BadInput extends Error {}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string' && value !== ''
const isBoolean: Check = (value) => typeof value === 'boolean'
const between = (low: number, high: number) => (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high
const isWhole: Check = (value) => Number.isSafeInteger(value)

/** Ten years: further than any test looks, near enough that settling it ends. */
const maxSeconds = 315_576_000
const maxFactor = 100_000

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    throw new BadInput('The body is not JSON.')
  }
}

/** An object with exactly the members that `checks` names; `required` ones must be there. */
function object(value: unknown, checks: Record<string, Check>, required: string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadInput('An object is expected.')
  const record = value as Record<string, unknown>
  for (const name of required) if (!(name in record)) throw new BadInput(`${name} is missing.`)
  for (const [name, member] of Object.entries(record)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined
    if (!check) throw new BadInput(`${name} is not known; there are ${Object.keys(checks).join(', ')}.`)
    if (!check(member)) throw new BadInput(`${name} is not valid.`)
  }
  return record
}

/** The year 2200: far enough, and years may pass after it before a date has no name any more. */
const maxNow = 7_258_118_400_000

/** Epoch ms or ISO 8601. */
const timeOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number(value))

const scenarioChecks: Record<string, Check> = {
  name: isText,
  seed: isWhole,
  scale: (value) => between(0, 1)(value) && value !== 0,
  now: (value) =>
    (typeof value === 'string' || typeof value === 'number') && between(0, maxNow)(timeOf(value)),
}

export function readScenario(body: Buffer): ScenarioRequest {
  const { name, seed, scale, now } = object(parse(body), scenarioChecks, ['name'])
  return {
    name: String(name),
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(scale !== undefined && { scale: Number(scale) }),
    ...(now !== undefined && { now: timeOf(now) }),
  }
}

/** Simulated seconds. */
export function readAdvance(body: Buffer): number {
  return Number(object(parse(body), { seconds: between(0, maxSeconds) }, ['seconds']).seconds)
}

/** Simulated seconds in one second of the wall clock. */
export function readSpeed(body: Buffer): number {
  return Number(object(parse(body), { factor: between(0, maxFactor) }, ['factor']).factor)
}

const faultChecks: Record<string, Check> = {
  operation: isText,
  error: isText,
  status: (value) => isWhole(value) && between(200, 599)(value),
  probability: between(0, 1),
  times: (value) => isWhole(value) && between(1, 1e9)(value),
  latencyMs: between(0, 600_000),
  hang: isBoolean,
  body: (value) => typeof value === 'string',
}

const effects = ['error', 'status', 'latencyMs', 'hang', 'body']

export function readFaults(body: Buffer): Fault[] {
  const list = parse(body)
  if (!Array.isArray(list)) throw new BadInput('A list of faults is expected.')
  return list.map((one: unknown) => {
    const fault = object(one, faultChecks, ['operation'])
    if (!effects.some((effect) => effect in fault))
      throw new BadInput(`A fault needs one of ${effects.join(', ')}.`)
    return fault as Fault
  })
}

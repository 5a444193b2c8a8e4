import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadArguments, readArguments } from './arguments.ts'
import { BadInput, readAdvance, readFaults, readScenario, readSpeed } from './control-input.ts'
import { evaluate } from './services/cloudwatch/expression.ts'
import { compileExpression } from './services/ecs/placement/expression.ts'
import { filterPattern } from './services/logs/filter-pattern.ts'
import { parseCron } from './services/scheduler/cron.ts'
import { nextRun, parseExpression } from './services/scheduler/expression.ts'
import { AwsError } from './wire/service.ts'

// Every reader of text: whatever it is given, it reads it or refuses it in its own words, and ends.

/** Text that is nearly of a grammar, and text that is of none; no longer than what AWS's models let through (2,048). */
function textNear(...words: string[]) {
  const word = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 12 }).map((all) => all.join('')),
    fc
      .tuple(fc.constantFrom(...words), fc.integer({ min: 100, max: 3_000 }))
      .map(([one, n]) => one.repeat(n).slice(0, 2_048)),
  )
}

/** What reading gave, or its refusal of the class that is expected; any other error is a fault. */
function read<T>(reading: () => T, refusal: new (...args: never[]) => Error): T | undefined {
  try {
    return reading()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(refusal)
    expect((thrown as Error).message).not.toBe('')
    return undefined
  }
}

test('command-line arguments', () => {
  const given = textNear(
    '--port',
    '--scenario',
    '--seed',
    '--scale',
    '=',
    '0',
    '-1',
    'demo',
    '__proto__',
    '1e9',
    '.5',
  )
  fc.assert(
    fc.property(fc.array(given, { maxLength: 4 }), fc.option(given, { nil: undefined }), (args, SIM_PORT) => {
      const found = read(() => readArguments(args, { SIM_PORT }), BadArguments)
      if (found === undefined) return
      expect(found.port).toBeLessThanOrEqual(65_535)
      expect(found.scale).toBeGreaterThan(0)
      expect(found.scale).toBeLessThanOrEqual(1)
      expect(Number.isSafeInteger(found.seed)).toBe(true)
    }),
  )
})

test('what the control API is sent', () => {
  const names = [
    'name',
    'seed',
    'scale',
    'now',
    'seconds',
    'factor',
    'operation',
    'error',
    'status',
    'probability',
    'times',
    'latencyMs',
    'hang',
    'body',
    '__proto__',
    'constructor',
  ]
  const member = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.constant([]),
  )
  const objects = fc
    .array(fc.tuple(fc.constantFrom(...names), member))
    .map(
      (all) => `{${all.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`,
    )
  const text = fc.oneof(
    objects,
    objects.map((one) => `[${one}]`),
    fc.json(),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(text, (given) => {
      const body = Buffer.from(given)
      const scenario = read(() => readScenario(body), BadInput)
      if (scenario !== undefined) expect(scenario.name).not.toBe('')
      const seconds = read(() => readAdvance(body), BadInput)
      if (seconds !== undefined) expect(seconds).toBeGreaterThanOrEqual(0)
      const factor = read(() => readSpeed(body), BadInput)
      if (factor !== undefined) expect(factor).toBeGreaterThanOrEqual(0)
      for (const fault of read(() => readFaults(body), BadInput) ?? [])
        expect(typeof fault.operation).toBe('string')
    }),
    { numRuns: 500 },
  )
  expect(Object.prototype).not.toHaveProperty('admin')
})

test('metric math', () => {
  const text = textNear(
    'm1',
    '(',
    ')',
    '[',
    ']',
    ',',
    '+',
    '-',
    '*',
    '/',
    '^',
    '2',
    'SUM',
    'METRICS()',
    'FILL(',
    '"',
    'SELECT ',
  )
  const series = { points: new Map([[0, 1]]), periodMs: 60_000, from: 0, to: 60_000 }
  fc.assert(
    fc.property(text, (given) => {
      const found = read(() => evaluate(given, { find: () => series, metrics: () => [series] }), AwsError)
      if (found !== undefined) expect(found.points).toBeInstanceOf(Map)
    }),
  )
})

test('placement expressions', () => {
  const text = textNear(
    'attribute:',
    'ecs.os-type',
    '==',
    '=~',
    '!in',
    'in',
    '[',
    ']',
    '(',
    ')',
    ',',
    '!',
    '&&',
    ' || ',
    ' and ',
    '"',
    "'",
    'a',
    ' ',
    '(a+)+$',
  )
  const subject = {
    attributes: [{ name: 'ecs.os-type', value: 'a'.repeat(30) }],
    agentConnected: true,
    ec2InstanceId: 'i-1',
    registeredAt: 0,
    runningTasksCount: 1,
    groups: ['service:web'],
  }
  fc.assert(
    fc.property(text, (given) => {
      const holds = read(() => compileExpression(given), AwsError)
      if (holds !== undefined)
        expect(typeof read(() => holds(subject), AwsError)).toMatch(/boolean|undefined/)
    }),
  )
})

test('filter patterns of logs', () => {
  const text = textNear(
    '{',
    '}',
    '$.a',
    '$',
    '.',
    '[0]',
    '=',
    '!=',
    '>',
    '5',
    ' && ',
    '||',
    '(',
    ')',
    '"',
    '*',
    '%',
    '?',
    '-',
    '[',
    'IS NULL',
    'NOT EXISTS',
    ' ',
  )
  fc.assert(
    fc.property(text, fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (pattern, message) => {
      const matches = read(() => filterPattern(pattern), AwsError)
      if (matches !== undefined) expect(typeof matches(message)).toBe('boolean')
    }),
  )
})

test('schedules', () => {
  const text = textNear(
    'rate(',
    'cron(',
    'at(',
    ')',
    '5 minutes',
    '0',
    '2',
    '*',
    '?',
    ' ',
    '/',
    '-',
    ',',
    'L',
    'W',
    '#',
    'MON',
    'JAN',
    '2026',
    '2026-11-20T13:00:00',
  )
  const whole = fc
    .array(
      fc.constantFrom('*', '?', '0', '31', '1-5', '*/7', 'MON-FRI', 'L', '15W', '2#3', '2026', '99', '0/0'),
      { minLength: 6, maxLength: 6 },
    )
    .map((fields) => `cron(${fields.join(' ')})`)
  fc.assert(
    fc.property(fc.oneof(text, whole), (given) => {
      parseCron(given)
      const expression = parseExpression(given)
      if (expression === undefined) return
      const after = Date.UTC(2026, 0, 1)
      const next = nextRun(expression, after, after, 'Europe/Berlin')
      if (next !== undefined) expect(next).toBeGreaterThan(after)
    }),
  )
})

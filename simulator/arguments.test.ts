import { expect, test } from 'vitest'
import { BadArguments, readArguments } from './arguments.ts'

const usual = {
  port: 4566,
  hosts: ['127.0.0.1', '::1'],
  scenario: 'empty',
  region: 'eu-west-1',
  seed: 1,
  scale: 1,
}

test.each([
  [[], {}, usual],
  [[], { SIM_PORT: '5000' }, { ...usual, port: 5000 }],
  [['--port', '0'], { SIM_PORT: '5000' }, { ...usual, port: 0 }],
  [
    ['--host=0.0.0.0', '--scenario=demo', '--region', 'us-east-1'],
    {},
    { ...usual, hosts: ['0.0.0.0'], scenario: 'demo', region: 'us-east-1' },
  ],
  [
    ['--scenario', 'large', '--scale', '0.2', '--seed', '3'],
    {},
    { ...usual, scenario: 'large', scale: 0.2, seed: 3 },
  ],
  [['--scale=.5', '--seed=-7'], {}, { ...usual, scale: 0.5, seed: -7 }],
])('%j with %j', (args, environment, wanted) => {
  expect(readArguments(args, environment)).toEqual(wanted)
})

test.each([
  [['--port', 'x'], 'x is no port.'],
  [['--port', '65536'], '65536 is no port.'],
  [['--scenario', 'toString'], 'There is no scenario toString.'],
  [['--prot', '1'], '--prot'],
  [['--scale', '0'], '0 is no scale'],
  [['--scale', '1.01'], '1.01 is no scale'],
  [['--scale', '1e-3'], '1e-3 is no scale'],
  [['--seed', '1.5'], '1.5 is no seed'],
  [['--seed', '99999999999999999999'], 'is no seed'],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => readArguments(args, {})).toThrow(BadArguments)
  expect(() => readArguments(args, {})).toThrow(sentence)
})

import { expect, test } from 'vitest'
import { BadArguments, readArguments } from './arguments.ts'

const both = ['127.0.0.1', '::1']

test.each([
  [[], {}, { port: 4566, hosts: both, scenario: 'empty', region: 'eu-west-1' }],
  [[], { SIM_PORT: '5000' }, { port: 5000, hosts: both, scenario: 'empty', region: 'eu-west-1' }],
  [['--port', '0'], { SIM_PORT: '5000' }, { port: 0, hosts: both, scenario: 'empty', region: 'eu-west-1' }],
  [
    ['--host=0.0.0.0', '--scenario=empty', '--region', 'us-east-1'],
    {},
    { port: 4566, hosts: ['0.0.0.0'], scenario: 'empty', region: 'us-east-1' },
  ],
])('%j with %j', (args, environment, wanted) => {
  expect(readArguments(args, environment)).toEqual(wanted)
})

test.each([
  [['--port', 'x'], 'x is no port.'],
  [['--port', '65536'], '65536 is no port.'],
  [['--scenario', 'toString'], 'There is no scenario toString.'],
  [['--prot', '1'], '--prot'],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => readArguments(args, {})).toThrow(BadArguments)
  expect(() => readArguments(args, {})).toThrow(sentence)
})

import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

const sections = ['weight', 'tables']

test('every section, unless some are named', () => {
  expect(readArguments([], sections)).toEqual({ only: sections, write: false, scenario: 'large' })
  expect(readArguments(['--only', 'tables', '--write', '--scenario', 'demo'], sections)).toEqual({
    only: ['tables'],
    write: true,
    scenario: 'demo',
  })
})

test('says what it does not know', () => {
  expect(() => readArguments(['--only', 'wait'], sections)).toThrow(
    'no section wait. There are: weight, tables',
  )
  expect(() => readArguments(['--fast'], sections)).toThrow('--fast')
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf } from './log'

test('any text is one line of JSON in ASCII, and comes back out of it whole', () => {
  const odd = fc.constantFrom(
    '\n{"level":"info"}',
    '\r\n',
    '\u2028',
    '\u0085',
    '\u001b[2J',
    '\u202e',
    '\0',
    '"',
    '\\',
    '\ud800',
  )
  const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (given) => {
      const line = lineOf('error', given, { target: given })
      expect(line).toMatch(/^[ -~]+\n$/)
      expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: given, target: given })
    }),
  )
})

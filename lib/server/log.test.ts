import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog } from './log'

/** The bytes that one event of this text becomes, in its message, a field, a name of a field and an error. */
function written(text: string): string {
  let lines = ''
  const log = createLog({ write: (line) => void (lines += line) })
  log.error({ text, [`x${text}`]: { text }, error: new Error(text).stack }, text)
  return lines
}

function mustBeOneLine(lines: string, text: string): void {
  expect(lines).toMatch(/^[ -~]+\n$/)
  const event = JSON.parse(lines) as Record<string, unknown>
  expect(event['msg']).toBe(text)
  expect(event['text']).toBe(text)
  expect(event['level']).toBe('error')
}

test('any text is one line of JSON in ASCII, and comes back out of it whole', () => {
  const odd = fc.constantFrom(
    '\n{"level":"info"}',
    '\r',
    '\u2028',
    '\u0085',
    '\u001b[2J',
    '\u202e',
    '\0',
    '%s %d',
    '"',
    '\\',
  )
  const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''))
  fc.assert(fc.property(text, (given) => mustBeOneLine(written(given), given)))
})

test('so is every payload of the hostile estate', () => {
  const payloads = JSON.parse(readFileSync('simulator/scenarios/hostile/payloads.json', 'utf8')) as {
    text: string
  }[]
  for (const { text } of payloads) mustBeOneLine(written(text), text)
})

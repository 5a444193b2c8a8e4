import { expect, test } from 'vitest'
import { filterPattern } from './filter-pattern.ts'

const json = '{"level":"error","status":502,"ok":false,"user":{"id":"u-7","tags":["a","b"]},"none":null}'

test.each<[pattern: string, message: string, matches: boolean]>([
  ['', 'anything', true],
  ['ERROR', 'an ERROR here', true],
  ['ERROR', 'an error here', false],
  ['ERROR Timeout', 'Timeout then ERROR', true],
  ['ERROR Timeout', 'ERROR only', false],
  ['"two words"', 'has two words in it', true],
  ['"two words"', 'words two', false],
  ['ERROR -Timeout', 'ERROR Timeout', false],
  ['ERROR -Timeout', 'ERROR other', true],
  ['-DEBUG', 'INFO', true],
  ['?ERROR ?WARN', 'a WARN', true],
  ['?ERROR ?WARN', 'an INFO', false],
  ['"say \\"hi\\""', 'they say "hi"', true],
  ['%5\\d\\d%', 'status 503', true],
  ['{ $.level = "error" }', json, true],
  ['{ $.level = error }', json, true],
  ['{ $.level != "error" }', json, false],
  ['{ $.status >= 500 }', json, true],
  ['{ $.status < 500 }', json, false],
  ['{ $.status = 502 && $.level = "warn" }', json, false],
  ['{ $.level = "warn" || ($.status = 502 && $.ok IS FALSE) }', json, true],
  ['{ $.user.id = "u-*" }', json, true],
  ['{ $.user.tags[1] = "b" }', json, true],
  ['{ $.none IS NULL }', json, true],
  ['{ $.missing NOT EXISTS }', json, true],
  ['{ $.missing = "x" }', json, false],
  ['{ $.missing != "x" }', json, false],
  ['{ $.level = "error" }', 'level=error', false],
])('%s on %s: %s', (pattern, message, matches) => {
  expect(filterPattern(pattern)(message)).toBe(matches)
})

test.each(['{ $.level', '{ level = 1 }', '{ $.a ~ 1 }', '"open', '%(%'])('%s is refused', (pattern) => {
  expect(() => filterPattern(pattern)).toThrow('Invalid filter pattern')
})

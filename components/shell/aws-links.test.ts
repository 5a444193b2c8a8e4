import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cliLine, ecsConsoleUrl } from './aws-links'

/** What a shell makes of a line: the words that `aws` gets. Real shells, since only they know. */
function wordsBy(shell: string, line: string): string[] {
  const script = `aws() { printf '%s\\0' "$@"; }\n${line}\n`
  const { stdout, status } = spawnSync(shell, ['-c', script], { cwd: '/', encoding: 'utf8' })
  expect(status).toBe(0)
  return stdout.split('\0').slice(0, -1)
}

const payloads = JSON.parse(readFileSync('simulator/scenarios/hostile/payloads.json', 'utf8')) as {
  text: string
}[]

/** What the AWS CLI is given for one value. */
function expected(value: string): string[] {
  return [
    'ecs',
    ...(value.startsWith('-') ? [`--name=${value}`] : ['--name', value]),
    '--region',
    'eu-west-1',
  ]
}

const uncarried = /^(fileb?|https?):\/\/|[\0\p{Cs}]|\n$/iu

describe('cliLine', () => {
  it('reads as one would type it', () => {
    expect(
      cliLine(['ecs', 'describe-services', ['--cluster', 'shop-prod'], ['--services', 'web']], 'eu-west-1'),
    ).toBe('aws ecs describe-services --cluster shop-prod --services web --region eu-west-1')
  })

  it.each([
    ["x'; rm -rf $HOME", `aws ecs --name 'x'\\''; rm -rf $HOME' --region eu-west-1`],
    ['--no-verify-ssl', 'aws ecs --name=--no-verify-ssl --region eu-west-1'],
    ['a\rb', `aws ecs --name "$(printf 'a\\015b')" --region eu-west-1`],
    ['-\u202e', `aws ecs "$(printf '\\055\\055name=\\055\\342\\200\\256')" --region eu-west-1`],
    ['file:///etc/passwd', null],
    ['https://evil.test', null],
    ['a\0b', null],
    ['half \ud83d', null],
    ['ends\n', null],
    ['', `aws ecs --name '' --region eu-west-1`],
  ])('%j', (value, line) => expect(cliLine(['ecs', ['--name', value]], 'eu-west-1')).toBe(line))

  it.each(['sh', 'bash'])(
    '%s takes every payload for what it is, and nothing in the line acts on a terminal',
    (shell) => {
      let carried = 0
      for (const { text } of payloads) {
        const line = cliLine(['ecs', ['--name', text]], 'eu-west-1')
        expect([text, line === null]).toEqual([text, uncarried.test(text)])
        if (line === null) continue
        carried++
        expect(line).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u)
        expect(wordsBy(shell, line)).toEqual(expected(text))
      }
      expect(carried).toBeGreaterThan(180)
    },
  )

  it('a shell takes any value for what it is', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '$(',
        '`',
        '!',
        '%s',
        '-',
        '--',
        '\n',
        '\r',
        '\u0003',
        '\u202e',
        ' ',
        '~',
        '=',
        '*',
        '#',
        ';',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const value = parts.join('')
        const line = cliLine(['ecs', ['--name', value]], 'eu-west-1')
        if (uncarried.test(value)) expect(line).toBeNull()
        else {
          expect(line).toMatch(/^[^\p{Cc}]*$/u)
          expect(wordsBy('sh', line ?? '')).toEqual(expected(value))
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('ecsConsoleUrl', () => {
  it.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/a?region=eu-west-1'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/ecs/v2/clusters/a?region=cn-north-1'],
    [
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/ecs/v2/clusters/a?region=us-gov-west-1',
    ],
  ])('%s', (region, url) => expect(ecsConsoleUrl(region, ['clusters', 'a'])).toBe(url))
  it('encodes names', () => {
    expect(ecsConsoleUrl('eu-west-1', ['clusters', 'a/b?c'])).toContain('/clusters/a%2Fb%3Fc?')
  })
})

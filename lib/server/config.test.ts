import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfiguration } from './config'
import { parseConfigFile } from './config-file'

let folder = ''
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'quayside-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' }

function fileOf(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function regionsOf(env: Record<string, string>) {
  const loaded = loadConfiguration({ ...nowhere, ...env })
  return loaded.ok ? loaded.configuration.accounts[0]?.regions : loaded.errors
}

function errorsOf(env: Record<string, string>): string {
  const loaded = loadConfiguration({ ...nowhere, ...env })
  return loaded.ok ? '' : loaded.errors.join('\n')
}

describe('without a file', () => {
  test.each([
    [{ QUAYSIDE_REGIONS: 'eu-west-1, us-east-1', AWS_REGION: 'eu-north-1' }, ['eu-west-1', 'us-east-1']],
    [{ AWS_REGION: 'eusc-de-east-1' }, ['eusc-de-east-1']],
    [{ AWS_REGION: 'us-gov-west-1' }, ['us-gov-west-1']],
    [{ QUAYSIDE_REGIONS: '', AWS_REGION: 'eu-north-1' }, ['eu-north-1']],
    [{ QUAYSIDE_REGIONS: ' , ', AWS_REGION: 'us-gov-west-1' }, ['us-gov-west-1']],
  ])('%j opens %j', (env, regions) => {
    expect(regionsOf(env)).toEqual(regions)
  })

  test.each([
    ['default', {}, '[default]\nregion = eu-west-2\n', 'eu-west-2'],
    [
      'named',
      { AWS_PROFILE: 'ops' },
      '[default]\nregion=eu-west-2\n[profile ops]\nregion=eu-west-3 # here\n',
      'eu-west-3',
    ],
    ['quoted', { AWS_PROFILE: 'my ops' }, '[profile "my ops"]\r\nregion = ap-south-1\r\n', 'ap-south-1'],
    ['nested', {}, '[default]\ns3 =\n  region = us-west-1\nregion = us-west-2\n', 'us-west-2'],
  ])('the region of the profile (%s)', (name, env, text, region) => {
    expect(regionsOf({ ...env, AWS_CONFIG_FILE: fileOf(`config-${name}`, text) })).toEqual([region])
  })

  test('the credentials file goes before the config file', () => {
    const env = {
      AWS_CONFIG_FILE: fileOf('config-both', '[default]\nregion=eu-west-1\n'),
      AWS_SHARED_CREDENTIALS_FILE: fileOf('credentials-both', '[default]\nregion=eu-west-3\n'),
    }
    expect(regionsOf(env)).toEqual(['eu-west-3'])
  })

  test('no region anywhere is an error that says what to set', () => {
    expect(errorsOf({ AWS_PROFILE: 'nobody' })).toMatch(/No region is known.*QUAYSIDE_REGIONS.*AWS_REGION/)
  })

  test('the endpoint is handed on, keys are left to the SDK', () => {
    const loaded = loadConfiguration({ AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' })
    expect(loaded).toEqual({
      ok: true,
      configuration: {
        access: 'full',
        refreshScale: 1,
        awsShare: 0.25,
        accounts: [{ name: 'default', regions: ['eu-west-1'], endpoint: 'http://127.0.0.1:4566' }],
      },
    })
  })

  test.each([
    [{ QUAYSIDE_REGIONS: 'eu-west-1,EU' }, /QUAYSIDE_REGIONS, entry 2, must be a region/],
    [{ QUAYSIDE_REGIONS: 'eu-west-1,eu-west-1' }, /QUAYSIDE_REGIONS names a region twice/],
    [{ AWS_REGION: '../..' }, /AWS_REGION, entry 1, must be a region/],
    [{ AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'localhost:4566' }, /AWS_ENDPOINT_URL must be an http/],
    [{ AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'http://a:b@c' }, /without a user name/],
    [{ AWS_REGION: 'eu-west-1', QUAYSIDE_READ_ONLY: 'yes' }, /QUAYSIDE_READ_ONLY must be/],
    [{ AWS_REGION: 'eu-west-1', QUAYSIDE_REFRESH_SCALE: '0' }, /QUAYSIDE_REFRESH_SCALE/],
    [{ AWS_REGION: 'eu-west-1', QUAYSIDE_REFRESH_SCALE: 'fast' }, /QUAYSIDE_REFRESH_SCALE/],
    [{ QUAYSIDE_CONFIG: '/nowhere/quayside.yaml' }, /cannot be read \(ENOENT\)/],
  ])('%j is refused', (env, message) => {
    expect(errorsOf(env as Record<string, string>)).toMatch(message)
  })
})

const good = `access: read-only
accounts:
  - name: demo
    regions: [eu-west-1]
    endpoint: http://127.0.0.1:4566
    credentials: { accessKeyId: "111122223333", secretAccessKey: simulated }
  - name: production
    regions: [eu-west-1, us-east-1]
    profile: prod
`

const entry = (lines: string) => `accounts:\n  - name: demo\n    regions: [eu-west-1]\n${lines}`

describe('a configuration file', () => {
  test('is read, and QUAYSIDE_READ_ONLY can only narrow it', () => {
    const path = fileOf('good.yaml', good)
    const loaded = loadConfiguration({
      QUAYSIDE_CONFIG: path,
      QUAYSIDE_READ_ONLY: '0',
      AWS_ENDPOINT_URL: 'http://x:1',
    })
    expect(loaded).toEqual({
      ok: true,
      configuration: {
        access: 'read-only',
        refreshScale: 1,
        awsShare: 0.25,
        accounts: [
          {
            name: 'demo',
            regions: ['eu-west-1'],
            endpoint: 'http://127.0.0.1:4566',
            credentials: { accessKeyId: '111122223333', secretAccessKey: 'simulated' },
          },
          {
            name: 'production',
            regions: ['eu-west-1', 'us-east-1'],
            profile: 'prod',
            endpoint: 'http://x:1',
          },
        ],
      },
    })
    const full = fileOf('full.yaml', good.replace('read-only', 'full'))
    const narrowed = loadConfiguration({ QUAYSIDE_CONFIG: full, QUAYSIDE_READ_ONLY: '1' })
    expect(narrowed.ok && narrowed.configuration.access).toBe('read-only')
  })

  test.each([
    ['', 'line 1: accounts is missing'],
    ['- a\n', 'line 1: The file must have the key accounts'],
    [
      'access: all\naccounts: []\n',
      'line 1: access must be full or read-only\nline 2: accounts must have at least one account',
    ],
    ['accounts:\n  - name: demo\n', 'line 2: accounts[0].regions is missing'],
    [
      'accounts:\n  - name: api\n    regions: [eu-west-1]\n',
      "line 2: accounts[0].name is one of Quayside's own addresses",
    ],
    [
      'accounts:\n  - name: Demo\n    regions: [eu-west-1]\n',
      'line 2: accounts[0].name must begin with a small letter',
    ],
    [
      'accounts:\n  - regions:\n      - eu-west-1\n      - mars\n    name: x\n',
      'line 4: accounts[0].regions[1] must be a region',
    ],
    ['accounts:\n  - name: x\n    regions: eu-west-1\n', 'line 3: accounts[0].regions must be a list'],
    ['accounts:\n  - name: x\n    regions: []\n', 'line 3: accounts[0].regions must name at least one'],
    [entry('    region: eu-west-1\n'), 'line 4: accounts[0].region is not a setting'],
    [entry('    endpoint: ftp://x\n'), 'line 4: accounts[0].endpoint must be an http'],
    [
      entry('    credentials:\n      accessKeyId: 111122223333\n      secretAccessKey: s\n'),
      'line 5: accounts[0].credentials.accessKeyId must be text',
    ],
    [
      entry('    credentials: { accessKeyId: a }\n'),
      'line 4: accounts[0].credentials.secretAccessKey is missing',
    ],
    [
      entry('    profile: p\n    credentials: { accessKeyId: a, secretAccessKey: s }\n'),
      'line 5: accounts[0].credentials has both',
    ],
    [
      entry('  - name: demo\n    regions: [us-east-1]\n'),
      'line 4: accounts[1].name is the name of an earlier account',
    ],
    [entry('    name: twice\n'), 'line 4:'],
    [entry('\tbad: tab\n'), 'line 4:'],
    ['accounts: [\n', 'line 2:'],
    ['accounts: !!js/function x\n', 'line 1:'],
  ])('%j → %s', (text, expected) => {
    const parsed = parseConfigFile(text)
    const errors = parsed.ok ? '(no error)' : parsed.errors.join('\n')
    for (const line of expected.split('\n')) expect(errors).toContain(line)
  })

  test('errors of the whole name the file', () => {
    const path = fileOf('bad.yaml', 'accounts: []\n')
    expect(errorsOf({ QUAYSIDE_CONFIG: path })).toBe(
      `${path}, line 1: accounts must have at least one account.`,
    )
  })

  test('no error repeats a value: it may be a secret', () => {
    const canary = 'CANARY_9f8e7d'
    for (const text of [
      entry(`    credentials: { accessKeyId: [${canary}], secretAccessKey: {${canary}: 1} }\n`),
      entry(`    endpoint: http://u:${canary}@host\n`),
      entry(`    credentials: { accessKeyId: a, secretAccessKey: "${canary}\n`),
      entry(`    credentials: { accessKeyId: a, secretAccessKey: *${canary} }\n`),
    ]) {
      const parsed = parseConfigFile(text)
      expect(parsed.ok).toBe(false)
      expect(parsed.ok ? '' : parsed.errors.join('\n')).not.toContain(canary)
    }
  })

  test('any text gives a file or errors with lines, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.mixedCase(fc.constant(good))), (text) => {
        const parsed = parseConfigFile(text)
        if (!parsed.ok) for (const error of parsed.errors) expect(error).toMatch(/^line \d+: /)
      }),
    )
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { configure } from '@/lib/aws/test-wire'
import { effectiveDefinition } from '@/lib/task/effective'
import { fullTask } from '@/lib/task/server/full'
import { taskShape } from '@/lib/task/server/shape'
import { looksSecret, maskCommand, maskText, redacted, shownUnlessSecret } from './redact'
import { taskDefinitionShape } from './server/shape'

beforeEach(() => void configure('http://127.0.0.1:1'))

const canary = (n: number) => `canary-${n}-8f3kd0`
const definition = {
  family: 'web',
  revision: 3,
  containerDefinitions: [
    {
      name: 'app',
      image: `https://bot:${canary(1)}@registry.example/web:1`,
      environment: [
        { name: 'LOG_LEVEL', value: canary(2) },
        { name: 'DB_PASSWORD', value: canary(3) },
      ],
      command: [
        'serve',
        '--db',
        `postgres://app:${canary(4)}@db/app`,
        '--api-token',
        canary(5),
        `--password=${canary(6)}`,
      ],
      entryPoint: ['sh', '-c', `TOKEN=${canary(7)} exec "$@"`],
      healthCheck: {
        command: [
          'CMD-SHELL',
          `curl -H "Authorization: Bearer ${canary(8)}" http://u:${canary(9)}@localhost/`,
        ],
      },
      logConfiguration: {
        logDriver: 'splunk' as const,
        options: {
          'splunk-token': canary(10),
          'splunk-url': `https://x:${canary(11)}@log.example`,
          'awslogs-group': '/shop/web',
        },
      },
      dockerLabels: { 'traefik.auth': canary(12), 'com.example.team': 'shop' },
    },
  ],
  volumes: [
    {
      name: 'files',
      dockerVolumeConfiguration: { driver: 'cifs', driverOpts: { o: `username=a,password=${canary(13)}` } },
    },
  ],
}
const tags = [
  { key: 'api-key', value: canary(14) },
  { key: 'team', value: 'shop' },
]
const task = {
  taskArn: 'arn:aws:ecs:eu-west-1:1:task/c/0123',
  overrides: {
    containerOverrides: [
      {
        name: 'app',
        command: ['run', `redis://:${canary(15)}@cache/0`],
        environment: [
          { name: 'LOG_LEVEL', value: canary(16) },
          { name: 'EXTRA', value: canary(17) },
        ],
      },
    ],
  },
  tags: [{ key: 'secret', value: canary(18) }],
}

test('no canary leaves the BFF, neither in a definition nor in a task with overrides', () => {
  const shaped = taskDefinitionShape('web:3', definition, tags)
  const summary = {
    ...taskShape('c', task, shaped),
    health: { level: 'healthy', because: [{ kind: 'x', text: 'x' }] },
    targets: [],
  } as const
  const full = fullTask(
    { ...summary, targets: [], health: { level: 'healthy', because: [{ kind: 'x', text: 'x' }] } },
    task,
    shaped,
    null,
  )
  expect(JSON.stringify([shaped, full])).not.toContain('canary')
  // What is no secret is still there to be read.
  expect(JSON.stringify(shaped)).toMatch(/LOG_LEVEL.*DB_PASSWORD/)
  expect(shaped.containers[0]?.logOptions).toContainEqual({ name: 'awslogs-group', value: '/shop/web' })
  expect(shaped.tags).toContainEqual({ name: 'team', value: 'shop' })
  expect(shaped.containers[0]?.command[0]).toBe('serve')
  expect(full.overrides).toEqual(['app: command', 'app: environment LOG_LEVEL', 'app: environment EXTRA'])
})

test('overrides replace by name, add the rest, and say so', () => {
  const shaped = taskDefinitionShape('web:3', definition, tags)
  const summary = {
    ...taskShape('c', task, shaped),
    health: {
      level: 'healthy' as const,
      because: [{ kind: 'x', text: 'x' }] as [{ kind: string; text: string }],
    },
    targets: [],
  }
  const app = fullTask(summary, task, shaped, null).effective?.containers[0]
  expect(app?.environment.map(({ name, overridden }) => [name, overridden ?? false])).toEqual([
    ['DB_PASSWORD', false],
    ['LOG_LEVEL', true],
    ['EXTRA', true],
  ])
  expect(app?.command).toEqual(['run', 'redis://•••@cache/0'])
  const none = {
    cpu: null,
    memory: null,
    taskRoleArn: null,
    executionRoleArn: null,
    ephemeralStorageGib: null,
    containers: [],
  }
  expect(effectiveDefinition(shaped, none)).toEqual(shaped)
})

describe('a redacted value', () => {
  test('tells equal from different within one process, and nothing to the next', () => {
    const first = redacted('hunter2')
    expect(redacted('hunter2')).toEqual(first)
    expect(redacted('hunter3').tag).not.toBe(first.tag)
    configure('http://127.0.0.1:1')
    expect(redacted('hunter2').tag).not.toBe(first.tag)
  })
  test.each([
    [0, 'empty'],
    [1, '1–8'],
    [8, '1–8'],
    [9, '9–32'],
    [129, 'over 128'],
  ])('of %i characters has the length %s', (length, bucket) => {
    expect(redacted('x'.repeat(length)).length).toBe(bucket)
  })
})

describe('what looks secret', () => {
  test.each([
    ['splunk-token', 'x'],
    ['dd-api-key', 'x'],
    ['anything', 'AKIAIOSFODNN7EXAMPLE'],
    ['anything', 'postgres://a:b@c/d'],
    ['anything', 'a:b@registry.example'],
    ['anything', 'Bearer abcdefgh'],
    ['anything', 'user:$apr1$abc$def'],
    ['anything', 'q8Zr2LkP0aXw7TnB4vYc9HdE'],
    ['anything', 'd41d8cd98f00b204e9800998ecf8427e'],
  ])('%s: %s', (name, value) => {
    expect(looksSecret(name, value)).toBe(true)
    expect(shownUnlessSecret(name, value)).toHaveProperty('redacted', true)
  })
  test.each([
    ['awslogs-group', '/ecs/shop-prod/web'],
    ['awslogs-region', 'eu-west-1'],
    ['awslogs-stream-prefix', 'web'],
    ['com.example.team', 'shop-checkout-and-payments'],
    ['max-size', '10m'],
  ])('%s: %s does not', (name, value) => {
    expect(shownUnlessSecret(name, value)).toBe(value)
  })
})

test('a command without credentials stays as it is', () => {
  const command = ['node', 'server.js', '--port=8080', 'http://localhost:8080/health', 'a@b.example']
  expect(maskCommand(command)).toEqual(command)
  expect(maskText('curl -f http://localhost/ || exit 1')).toBe('curl -f http://localhost/ || exit 1')
})

describe('credentials in free text', () => {
  test.each([
    ['admin:canary@registry.example/app:1', '•••@registry.example/app:1'],
    ['postgres://u:p@canary@db/app', 'postgres://•••@db/app'],
    ['{"password":"canary","port":1}', '{"password":•••,"port":1}'],
    ['{\\"password\\":\\"canary\\",\\"port\\":1}', '{\\"password\\":•••,\\"port\\":1}'],
    ['{"token": "can\\"ary"}', '{"token": •••}'],
    ["{'secret': 'canary'}", "{'secret': •••}"],
    ['DB_PWD=canary PASSPHRASE=canary', 'DB_PWD=••• PASSPHRASE=•••'],
    ['curl -u admin:canary https://x/', 'curl -u ••• https://x/'],
    ['mysql -h db -pcanary shop', 'mysql -h db -p••• shop'],
    ['mysql --password canary -h db', 'mysql --password ••• -h db'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  test('in words of a command', () => {
    expect(maskCommand(['curl', '-u', 'admin:canary', 'https://x/'])).toEqual([
      'curl',
      '-u',
      '•••',
      'https://x/',
    ])
    expect(maskCommand(['/usr/bin/mysqldump', '-pcanary', 'shop'])).toEqual([
      '/usr/bin/mysqldump',
      '-p•••',
      'shop',
    ])
    expect(maskCommand(['server', '-p8080', '--user', '1000:1000'])).toEqual([
      'server',
      '-p8080',
      '--user',
      '1000:1000',
    ])
  })

  test.each([
    'registry:5000/shop/web:1@sha256:0123456789abcdef',
    'web:2.18.3@sha256:0123456789abcdef',
    'docker run -u 1000:1000 web',
    'ResourceInitializationError: unable to retrieve secret from asm: prod/db-password not found by the execution role',
    'Scaling activity initiated by (deployment ecs-svc/0123456789)',
    'failed to fetch arn:aws:secretsmanager:eu-west-1:1:secret:web-AbC from secrets manager',
  ])('%s has none and stays', (text) => {
    expect(maskText(text)).toBe(text)
  })

  test.each(['-', 'a.', 'eyJ-', '=a:b', '"token', 'mysql ', '://', 'secret-', '-u a:'])(
    'a long run of %s takes no time',
    (piece) => {
      const began = performance.now()
      maskText(piece.repeat(Math.ceil(65_536 / piece.length)))
      expect(performance.now() - began).toBeLessThan(1000)
    },
  )
})

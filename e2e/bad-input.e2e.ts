import type { APIRequestContext, APIResponse } from '@playwright/test'
import { type Route, routes, slotsOf } from './routes.ts'
import { type Aws, expect, test } from './test.ts'

// Every address of the API against every kind of bad input, derived from the routes themselves: one that is new is in it.
// The browser logs each refused request of a page; these tests open no page.

/** What a route takes besides its path, and what it must refuse of it. Routes that are not here take nothing. */
const inputs: Record<string, { query: Record<string, string>; refused: string[] }> = {
  '/search': { query: { q: 'web' }, refused: ['', 'q=', `q=${'x'.repeat(2_049)}`] },
  '/clusters/{cluster}/visible-services': {
    query: { services: 'web,search' },
    refused: [
      '',
      'services=',
      'services=,',
      'services=a%2Cb/c',
      `services=${'a,'.repeat(60)}a`,
      'services=a%20b',
    ],
  },
  '/clusters/{cluster}/visible-metrics': {
    query: { services: 'web,search' },
    refused: ['', 'services=', 'services=*', 'services=web%22%20OR', `services=${'a,'.repeat(60)}a`],
  },
}

/** A body that each write takes, and bodies that it must refuse. */
const bodies: Record<string, { good: Record<string, unknown>; refused: unknown[] }> = {
  '/clusters/{cluster}/services/{service}/scale': {
    good: { desiredCount: 3 },
    refused: [
      {},
      ...[-1, 1.5, 1e9, '3', null, true, [3], { $gt: 0 }, 5_001].map((desiredCount) => ({ desiredCount })),
      { desiredCount: 3, seen: 'yesterday' },
      { desiredCount: 3, seen: { desiredCount: '3' } },
    ],
  },
  '/clusters/{cluster}/services/{service}/force-deployment': { good: {}, refused: [{ force: true }] },
  '/clusters/{cluster}/tasks/{task}/stop': {
    good: { reason: 'a test' },
    refused: [{}, ...['', 'x'.repeat(256), 3, null, ['a'], {}].map((reason) => ({ reason }))],
  },
}

/** Names that AWS could never accept. Dot segments are not here: clients fold them away; the front door has them raw. */
const badNames: Record<string, string> = {
  'an encoded slash': 'a%2Fb',
  'a slash encoded twice': 'a%252Fb',
  'a NUL': 'a%00b',
  'a line break': 'a%0D%0Ab',
  '10 kB': 'x'.repeat(10_240),
  '256 characters': 'x'.repeat(256),
  'bytes that are not UTF-8': '%ff%fe',
  'a broken escape': '%zz',
  'a lone surrogate': '%ED%A0%80',
  'a glob': 'shop-*',
  'a question mark': 'a%3Fb',
  'a hash': 'a%23b',
  markup: '%3Cscript%3E',
  'an ARN': 'arn:aws:ecs:eu-west-1:111122223333:cluster%2Fa',
  'a blank': '%20',
  bidi: '%E2%80%AEprod',
  'a look-alike': 'pr%D0%BEd',
}

/** Names that AWS could accept, and that every object has. */
const ownNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

const badQueries = [
  'colour=red',
  '__proto__=1',
  'constructor=1',
  'toString',
  'a=%zz',
  'a=%00',
  '%ff=1',
  `a=${'x'.repeat(3_000)}`,
  'a[b]=1',
]

async function mustBeRefused(response: APIResponse, allowed: number[], what: string) {
  const text = await response.text()
  const told = `${what}: ${text.slice(0, 300)}`
  expect(allowed, told).toContain(response.status())
  expect(response.headers()['content-type'], what).toContain('application/json')
  expect(response.headers()['content-security-policy'], what).toBeTruthy()
  const body = JSON.parse(text) as { error: { code: string; message: string; requestId: string } }
  expect(Object.keys(body), told).toEqual(['error'])
  expect(body.error.code, told).toMatch(/^[a-z_]+$/)
  expect(body.error.message.length, told).toBeGreaterThan(0)
  expect(text.length, told).toBeLessThan(1_000)
  expect(body.error.requestId, told).toBeTruthy()
  expect(text, told).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts:\d+/)
}

type Names = Record<string, string>

/** Names of what is there, for every slot that a route has. */
async function namesIn(request: APIRequestContext, aws: Aws): Promise<Names> {
  const answer = await request.get(`/api${aws.path}/clusters/shop-prod/services/web/tasks`)
  const { items } = (await answer.json()) as {
    items: { taskId: string; taskDefinition: { revision: number } }[]
  }
  return {
    cluster: 'shop-prod',
    service: 'web',
    task: items[0]?.taskId ?? '',
    family: 'web',
    revision: String(items[0]?.taskDefinition.revision),
  }
}

function pathOf({ template }: Route, names: Names): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const name = names[slot]
    if (name === undefined) throw new Error(`${template}: this test has no name for ${slot}`)
    return name
  })
}

const queryOf = ({ template }: Route) => new URLSearchParams(inputs[template]?.query ?? {}).toString()

function bodyOf({ template }: Route) {
  const body = bodies[template]
  if (body === undefined) throw new Error(`${template} is a write that this test does not know`)
  return body
}

/** Sends what a route takes, at a path. */
function send(request: APIRequestContext, aws: Aws, route: Route, target: string): Promise<APIResponse> {
  if (route.method === 'GET') {
    const query = queryOf(route)
    return request.get(query === '' ? target : `${target}?${query}`)
  }
  return request.post(target, { headers: write(aws), data: JSON.stringify(bodyOf(route).good) })
}

const write = (aws: Aws) => ({ 'content-type': 'application/json', 'x-quayside': '1', origin: aws.console })

const writes = routes.filter(({ method }) => method === 'POST')
// The stream never ends by itself: only what it refuses can be looked at here.
const reads = routes.filter(({ method, template }) => method === 'GET' && template !== '/changes')

test('the routes are all there, and what they take is known', async ({ request, aws }) => {
  await aws.scenario('demo')
  expect(routes.length).toBeGreaterThan(20)
  const templates = routes.map(({ template }) => template)
  for (const known of [...Object.keys(inputs), ...Object.keys(bodies)]) expect(templates).toContain(known)
  for (const route of writes) bodyOf(route)
  const names = await namesIn(request, aws)
  // With names that are there and what it takes each read answers: so below only what is bad is refused.
  for (const route of reads) {
    const response = await send(request, aws, route, `/api${aws.path}${pathOf(route, names)}`)
    expect(response.status(), `${route.template}: ${(await response.text()).slice(0, 200)}`).toBe(200)
  }
})

test('no route takes a name that AWS could never accept, and asks AWS nothing', async ({ request, aws }) => {
  test.setTimeout(120_000)
  await aws.scenario('demo')
  const names = await namesIn(request, aws)
  await aws.forgetCalls()
  for (const route of routes) {
    const good: Names = { ...names, account: aws.account, region: aws.region }
    for (const slot of ['account', 'region', ...slotsOf(route.template)]) {
      for (const [what, bad] of Object.entries(badNames)) {
        const { account, region, ...rest } = { ...good, [slot]: bad }
        const target = `/api/${account}/${region}${pathOf(route, rest)}`
        await mustBeRefused(
          await send(request, aws, route, target),
          [400, 404, 414],
          `${route.method} ${route.template} with ${what} for ${slot}`,
        )
      }
    }
  }
  expect(await aws.calls()).toEqual({})
})

test('a name that is not there is not found, also one that every object has', async ({ request, aws }) => {
  test.setTimeout(120_000)
  await aws.scenario('demo')
  const names = await namesIn(request, aws)
  const nobody: Record<string, string[]> = { task: ['0'.repeat(32)], revision: ['999999'] }
  for (const route of routes) {
    for (const slot of slotsOf(route.template)) {
      for (const name of nobody[slot] ?? ['nowhere', ...ownNames]) {
        const target = `/api${aws.path}${pathOf(route, { ...names, [slot]: name })}`
        const what = `${route.method} ${route.template} with ${name} for ${slot}`
        await mustBeRefused(await send(request, aws, route, target), [404], what)
      }
    }
    for (const name of ownNames) {
      const target = `/api/${name}/${aws.region}${pathOf(route, names)}`
      await mustBeRefused(await send(request, aws, route, target), [400, 404], `${route.template} of ${name}`)
    }
  }
})

test('unknown accounts, regions and paths answer in the one error shape', async ({ request, aws }) => {
  const absent: [string, number[]][] = [
    [`/api/nobody/${aws.region}/clusters`, [404]],
    [`/api/${aws.account}/us-east-1/clusters`, [404]],
    [`/api/${aws.account}/nowhere/clusters`, [400]],
    ['/api/no/such/thing/at/all', [404]],
    ['/api', [404]],
    [`/api${aws.path}/clusters/`, [404]],
  ]
  for (const [path, allowed] of absent) await mustBeRefused(await request.get(path), allowed, path)
})

test('no read takes a query that it does not know, nor a field twice, and asks AWS nothing', async ({
  request,
  aws,
}) => {
  await aws.scenario('demo')
  const names = await namesIn(request, aws)
  await aws.forgetCalls()
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    const query = queryOf(route)
    const wrong = badQueries.map((bad) => [query, bad].filter(Boolean).join('&'))
    if (query !== '') wrong.push(`${query}&${query}`, ...(inputs[route.template]?.refused ?? []))
    for (const bad of wrong) {
      const target = `/api${aws.path}${pathOf(route, names)}?${bad}`
      await mustBeRefused(await request.get(target), [400], `${route.template}?${bad.slice(0, 80)}`)
    }
  }
  expect(await aws.calls()).toEqual({})
})

test('no route takes a method that is not its own', async ({ request, aws }) => {
  await aws.scenario('demo')
  const names = await namesIn(request, aws)
  await aws.forgetCalls()
  for (const route of routes) {
    const other = route.method === 'GET' ? 'POST' : 'GET'
    for (const method of [other, 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const data = method === 'POST' ? { headers: write(aws), data: '{}' } : {}
      const response = await request.fetch(`/api${aws.path}${pathOf(route, names)}`, { method, ...data })
      await mustBeRefused(response, [405], `${method} ${route.template}`)
    }
  }
  expect(await aws.calls()).toEqual({})
})

test('no write takes a body that is not exactly what it asks for, and sends nothing', async ({
  request,
  aws,
}) => {
  await aws.scenario('demo')
  const names = await namesIn(request, aws)
  await aws.forgetCalls()
  for (const route of writes) {
    const { good, refused } = bodyOf(route)
    const target = `/api${aws.path}${pathOf(route, names)}`
    const whole = JSON.stringify(good)
    const withField = (field: string) => (whole === '{}' ? `{${field}}` : `${whole.slice(0, -1)},${field}}`)
    const malformed = [
      '',
      ' ',
      '{',
      '[]',
      'null',
      '3',
      '"text"',
      `[${whole}]`,
      `${whole}${whole}`,
      whole.replace('{', '{,'),
      withField('"colour":"red"'),
      withField('"__proto__":{"admin":true}'),
      withField('"constructor":{"prototype":{}}'),
      withField('"n":NaN'),
      '['.repeat(100_000),
      `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      withField(`"deep":${'['.repeat(20_000)}${']'.repeat(20_000)}`),
      ...refused.map((body) => JSON.stringify(body)),
    ]
    for (const data of malformed) {
      const response = await request.post(target, { headers: write(aws), data: Buffer.from(data) })
      await mustBeRefused(response, [400], `${route.template} ${data.slice(0, 80)}`)
    }
    const data = Buffer.from(whole)
    const given: [string, number, Record<string, string>, Buffer, string?][] = [
      ['bytes that are not UTF-8', 400, {}, Buffer.from([0x7b, 0xff, 0x7d])],
      ['a query', 400, {}, data, '?force=1'],
      ['a body over 256 KB', 413, {}, Buffer.from(`${whole}${' '.repeat(262_144)}`)],
      ['plain text', 415, { 'content-type': 'text/plain' }, data],
      ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }, data],
      ['another character set', 415, { 'content-type': 'application/json; charset=utf-16' }, data],
      ['a compressed body', 415, { 'content-encoding': 'gzip' }, data],
      ['no header of ours', 403, { 'x-quayside': '' }, data],
      ['another origin', 403, { origin: 'http://evil.test' }, data],
      ['no origin at all that counts', 403, { origin: 'null' }, data],
      ['another site', 403, { 'sec-fetch-site': 'cross-site' }, data],
      ['a sibling site', 403, { 'sec-fetch-site': 'same-site' }, data],
    ]
    for (const [what, status, headers, sent, query = ''] of given) {
      const response = await request.post(`${target}${query}`, {
        headers: { ...write(aws), ...headers },
        data: sent,
      })
      await mustBeRefused(response, [status], `${route.template} with ${what}`)
    }
  }
  expect(await aws.calls()).toEqual({})
})

test('a stale scale and a scale of what cannot be scaled are conflicts', async ({ request, aws }) => {
  await aws.scenario('demo')
  const services = `/api${aws.path}/clusters/shop-prod/services`
  const scale = (name: string, data: object) =>
    request.post(`${services}/${name}/scale`, { headers: write(aws), data })
  await mustBeRefused(await scale('reports', { desiredCount: 4, seen: 99 }), [409], 'a stale scale')
  await mustBeRefused(await scale('metrics-agent', { desiredCount: 4 }), [409], 'a scale of a daemon')
  expect((await aws.calls())['ecs.UpdateService']).toBeUndefined()
})

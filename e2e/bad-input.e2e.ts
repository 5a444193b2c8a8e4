import { expect, test } from './test.ts'

// The browser logs each refused request of a page; these tests open no page.

const reads = [
  '/overview',
  '/connection',
  '/clusters',
  '/services',
  '/task-definitions',
  '/clusters/{name}',
  '/clusters/{name}/services',
  '/clusters/{name}/tasks',
  '/clusters/{name}/instances',
  '/clusters/{name}/events',
  '/clusters/{name}/metrics',
  '/clusters/shop-prod/services/{name}',
  '/clusters/shop-prod/services/{name}/tasks',
  '/clusters/shop-prod/services/{name}/deployments',
  '/clusters/shop-prod/services/{name}/events',
  '/clusters/shop-prod/services/{name}/metrics',
  '/clusters/shop-prod/tasks/{name}',
  '/task-definitions/{name}',
  '/task-definitions/payments/{name}',
]

// Dot segments are not here: clients fold them away before they send. The front door's own tests send them raw.
const hostile: Record<string, string> = {
  'an encoded slash': 'a%2Fb',
  'a NUL': 'a%00b',
  '10 kB': 'x'.repeat(10_240),
  'bytes that are not UTF-8': '%ff%fe',
  'a broken escape': '%zz',
  'a glob': 'shop-*',
  markup: '%3Cscript%3E',
  __proto__: '__proto__',
  bidi: '%E2%80%AEprod',
}

async function refused(
  response: { status(): number; text(): Promise<string>; headers(): Record<string, string> },
  allowed: number[],
) {
  const text = await response.text()
  expect(allowed, text.slice(0, 300)).toContain(response.status())
  expect(response.headers()['content-type']).toContain('application/json')
  expect(response.headers()['content-security-policy']).toBeTruthy()
  const body = JSON.parse(text) as { error: { code: string; message: string; requestId: string } }
  expect(Object.keys(body)).toEqual(['error'])
  expect(body.error.code).toMatch(/^[a-z_]+$/)
  expect(body.error.message.length).toBeGreaterThan(0)
  expect(body.error.message.length).toBeLessThan(600)
  expect(body.error.requestId).toBeTruthy()
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts:\d+/)
}

for (const path of reads.filter((path) => path.includes('{name}'))) {
  test(`GET ${path} refuses names that AWS could never accept`, async ({ request, aws }) => {
    await aws.scenario('demo')
    for (const name of Object.values(hostile)) {
      await refused(await request.get(`/api${aws.path}${path.replace('{name}', name)}`), [400, 404, 414])
    }
  })
}

test('reads refuse a query that they do not know, and a name that is not there', async ({ request, aws }) => {
  await aws.scenario('demo')
  for (const path of reads.filter((path) => !path.includes('{name}'))) {
    await refused(await request.get(`/api${aws.path}${path}?colour=red`), [400])
    await refused(await request.get(`/api${aws.path}${path}?__proto__=1`), [400])
  }
  for (const path of [
    '/clusters/nowhere',
    '/clusters/nowhere/services',
    '/clusters/shop-prod/services/nobody',
  ]) {
    await refused(await request.get(`/api${aws.path}${path}`), [404])
  }
  await refused(await request.get(`/api${aws.path}/clusters/shop-prod/tasks/${'0'.repeat(32)}`), [404])
  await refused(await request.get(`/api${aws.path}/task-definitions/nobody/1`), [404])
})

test('unknown accounts, regions, paths and methods answer in the one error shape', async ({
  request,
  aws,
}) => {
  await refused(await request.get(`/api/nobody/${aws.region}/clusters`), [404])
  await refused(await request.get(`/api/${aws.account}/us-east-1/clusters`), [404])
  await refused(await request.get(`/api/${aws.account}/nowhere/clusters`), [400, 404])
  await refused(await request.get(`/api/no/such/thing/at/all`), [404])
  await refused(await request.get(`/api`), [404])
  await refused(await request.get(`/api${aws.path}/search`), [400])
  await refused(await request.get(`/api${aws.path}/search?q=a&q=b`), [400])
  await refused(await request.get(`/api${aws.path}/search?q=${'x'.repeat(3000)}`), [400])
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    await refused(await request.fetch(`/api${aws.path}/clusters`, { method }), [405])
  }
  await refused(await request.get(`/api${aws.path}/clusters/shop-prod/services/web/scale`), [405])
})

const write = { 'content-type': 'application/json', 'x-quayside': '1' }

test('scale refuses every body that is not exactly what it asks for, and sends nothing', async ({
  request,
  aws,
}) => {
  await aws.scenario('demo')
  const path = `/api${aws.path}/clusters/shop-prod/services/reports/scale`
  const bodies = [
    '{}',
    '[]',
    'null',
    '"3"',
    '{',
    '',
    '{"desiredCount":-1}',
    '{"desiredCount":1.5}',
    '{"desiredCount":1e9}',
    '{"desiredCount":"3"}',
    '{"desiredCount":null}',
    '{"desiredCount":NaN}',
    '{"desiredCount":true}',
    '{"desiredCount":3,"force":true}',
    '{"desiredCount":3,"__proto__":{"admin":true}}',
    '{"desiredCount":3,"constructor":{}}',
    '{"desiredCount":3,"seen":"yesterday"}',
  ]
  const origin = aws.console
  for (const data of bodies) {
    await refused(await request.post(path, { headers: { ...write, origin }, data: Buffer.from(data) }), [400])
  }
  const good = Buffer.from('{"desiredCount":3}')
  await refused(
    await request.post(path, { headers: { 'content-type': 'application/json', origin }, data: good }),
    [403],
  )
  await refused(
    await request.post(path, { headers: { ...write, 'content-type': 'text/plain', origin }, data: good }),
    [415],
  )
  await refused(
    await request.post(path, { headers: { ...write, origin: 'http://evil.test' }, data: good }),
    [403],
  )
  await refused(
    await request.post(path, {
      headers: { ...write, origin },
      data: Buffer.from(`{"desiredCount":3${' '.repeat(300_000)}}`),
    }),
    [413],
  )
  expect((await aws.calls())['ecs.UpdateService']).toBeUndefined()
})

test('a stale scale and a scale of what cannot be scaled are conflicts', async ({ request, aws }) => {
  await aws.scenario('demo')
  const headers = { ...write, origin: aws.console }
  const services = `/api${aws.path}/clusters/shop-prod/services`
  await refused(
    await request.post(`${services}/reports/scale`, { headers, data: { desiredCount: 4, seen: 99 } }),
    [409],
  )
  await refused(
    await request.post(`${services}/metrics-agent/scale`, { headers, data: { desiredCount: 4 } }),
    [409],
  )
  expect((await aws.calls())['ecs.UpdateService']).toBeUndefined()
})

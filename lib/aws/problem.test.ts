import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { describeScalableTarget } from './application-auto-scaling'
import { metricSeries } from './cloudwatch'
import { describeService } from './ecs-services'
import { describeTargetHealth } from './elbv2'
import { problemFrom } from './problem'
import { callerIdentity } from './sts'
import { configure, startWire, type Wire, type WireReply } from './test-wire'

let wire: Wire | undefined
afterEach(() => wire?.close())

async function against(reply: WireReply) {
  wire = await startWire(() => reply)
  return configure(wire.endpoint)
}

const html = '<html><head><title>Bad gateway</title></head><body>internal-host-7</body></html>'
const json = (status: number, type: string, message = 'because') => ({
  status,
  body: { __type: type, message },
})
const xml = (status: number, code: string, message = 'because') => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-1</RequestId></ErrorResponse>`,
})

test.each<[string, WireReply, string, string]>([
  ['throttled', json(400, 'ThrottlingException', 'Rate exceeded'), 'throttled', 'ecs:DescribeServices'],
  ['expired', json(400, 'ExpiredTokenException'), 'forbidden', 'expired'],
  ['a foreign key', json(400, 'UnrecognizedClientException'), 'forbidden', 'does not accept the credentials'],
  [
    'skewed',
    json(400, 'InvalidSignatureException', 'Signature expired: 1 is now earlier than 2'),
    'unavailable',
    'clock',
  ],
  [
    'no cluster',
    json(400, 'ClusterNotFoundException', 'Cluster not found.'),
    'not_found',
    'Cluster not found.',
  ],
  ['bad input', json(400, 'InvalidParameterException', 'no such thing'), 'invalid_request', 'no such thing'],
  ['client error', json(400, 'ClientException', 'odd'), 'invalid_request', 'odd'],
  ['in the way', json(400, 'ServiceNotActiveException', 'not active'), 'conflict', 'not active'],
  [
    'server error',
    json(500, 'ServerException', 'oops'),
    'unavailable',
    'AWS failed at ecs:DescribeServices (500): oops',
  ],
  ['empty 503', { status: 503 }, 'unavailable', 'AWS failed at ecs:DescribeServices (503)'],
  [
    'HTML 502',
    { status: 502, body: html },
    'unavailable',
    'AWS answered ecs:DescribeServices with something unreadable (502).',
  ],
  [
    'HTML 200',
    { status: 200, body: html },
    'unavailable',
    'AWS answered ecs:DescribeServices with something unreadable (200).',
  ],
  ['cut JSON', { body: '{"services":[' }, 'unavailable', 'unreadable (200)'],
  [
    'not simulated',
    json(400, 'NotSimulated'),
    'unavailable',
    'This endpoint does not offer ecs:DescribeServices.',
  ],
  ['unknown operation', json(400, 'UnknownOperationException'), 'unavailable', 'does not offer'],
  [
    '405 with XML',
    { status: 405, body: '<Error><Code>MethodNotAllowed</Code></Error>' },
    'unavailable',
    'does not offer',
  ],
  ['501', json(501, 'InternalFailure', 'API action not implemented'), 'unavailable', 'does not offer'],
  ['reset', { broken: 'reset' }, 'unavailable', 'broke during ecs:DescribeServices'],
])('%s', async (_, reply, code, message) => {
  const scope = await against(reply)
  const read = await describeService(scope, 'c', 's')
  expect(read).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(message) } })
  const shown = JSON.stringify(read)
  expect(shown).not.toMatch(/internal-host|Deserialization|node_modules|\bat .*\.js|\$response|JSON/)
})

test.each<[string, WireReply, string]>([
  [
    'the sentence',
    json(
      400,
      'AccessDeniedException',
      'User: arn:aws:iam::1:user/x is not authorized to perform: ecs:DescribeServices on resource: y because no identity-based policy allows the ecs:DescribeServices action',
    ),
    'ecs:DescribeServices',
  ],
  [
    'another action in the sentence',
    json(400, 'AccessDeniedException', 'User: x is not authorized to perform: kms:Decrypt on resource: y'),
    'kms:Decrypt',
  ],
  [
    'the call, when the sentence does not tell',
    json(400, 'AccessDeniedException', 'Forbidden'),
    'ecs:DescribeServices',
  ],
  ['the call, for a bare 403', { status: 403, body: '' }, 'ecs:DescribeServices'],
])('a denial names the IAM action from %s', async (_, reply, iamAction) => {
  const scope = await against(reply)
  expect(await describeService(scope, 'c', 's')).toMatchObject({
    ok: false,
    error: {
      code: 'forbidden',
      iamAction,
      message: expect.stringContaining(iamAction),
      awsRequestId: 'request-1',
    },
  })
})

test('each service has its own IAM prefix', async () => {
  const denied = await against(xml(403, 'AccessDenied'))
  expect(await describeTargetHealth(denied, 'arn:x')).toMatchObject({
    error: {
      code: 'forbidden',
      iamAction: 'elasticloadbalancing:DescribeTargetHealth',
      awsRequestId: 'request-1',
    },
  })
  expect(await callerIdentity(denied)).toMatchObject({ error: { iamAction: 'sts:GetCallerIdentity' } })
  await wire?.close()
  const scope = await against(json(400, 'AccessDeniedException', ''))
  expect(await describeScalableTarget(scope, 'c', 's')).toMatchObject({
    error: { iamAction: 'application-autoscaling:DescribeScalableTargets' },
  })
  const query = { namespace: 'n', metricName: 'm', dimensions: {}, stat: 'Average', periodSeconds: 60 }
  expect(await metricSeries(scope, { ...query, windowSeconds: 600 })).toMatchObject({
    error: { iamAction: 'cloudwatch:GetMetricData' },
  })
})

test('an XML service without the action says that it is not offered', async () => {
  const scope = await against(xml(400, 'InvalidAction'))
  expect(await describeTargetHealth(scope, 'arn:x')).toMatchObject({
    error: {
      code: 'unavailable',
      message: 'This endpoint does not offer elasticloadbalancing:DescribeTargetHealth.',
    },
  })
})

test('a target group that is gone is not found', async () => {
  const scope = await against(xml(400, 'TargetGroupNotFound', 'One or more target groups not found'))
  expect(await describeTargetHealth(scope, 'arn:x')).toMatchObject({ error: { code: 'not_found' } })
})

test('nobody at the port: refused, and no port is told', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const read = await describeService(configure(`http://127.0.0.1:${port}`), 'c', 's')
  expect(read).toMatchObject({
    ok: false,
    error: { code: 'unavailable', message: expect.stringContaining('refused') },
  })
  expect(JSON.stringify(read)).not.toContain(String(port))
})

test.each([undefined, null, 'text', 7, new Error('x'), {}])(
  'whatever is thrown (%j) becomes a problem',
  (thrown) => {
    expect(problemFrom(thrown, 'ecs:Any')).toEqual({
      code: 'unavailable',
      message: 'ecs:Any failed before AWS answered.',
    })
  },
)

test('control characters of a sentence of AWS are taken out and it is cut', async () => {
  const scope = await against(json(400, 'ClientException', `a\u001b[31m\r\nb${'x'.repeat(9_000)}`))
  const read = await describeService(scope, 'c', 's')
  expect(!read.ok && read.error.message).toMatch(/^a \[31m b/)
  expect(!read.ok && read.error.message.length).toBeLessThanOrEqual(500)
})

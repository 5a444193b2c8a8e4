import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling'
import { DescribeVolumesCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from './server.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const lines: string[] = []
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now, log: (line) => lines.push(line) })
})
afterAll(() => simulator.close())

/** What a client of any service is made with; `account` is its world. */
function settings(account: string, more: object = {}) {
  const credentials = { accessKeyId: account, secretAccessKey: 'x', ...more }
  return { endpoint: simulator.url, region: 'eu-west-1', maxAttempts: 1, credentials }
}

async function thrown(promise: Promise<unknown>) {
  return promise.then(
    () => undefined,
    (error: unknown) => error as Error & { $metadata: { httpStatusCode?: number; requestId?: string } },
  )
}

/** A signed request by hand, for what no SDK client would send. */
function post(headers: Record<string, string>, body: string, path = '/') {
  return fetch(`${simulator.url}${path}`, { method: 'POST', headers, body })
}
const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=111122223333/20260301/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})

test('a 12-digit key is its account, any other key the default one', async () => {
  const own = await new STSClient(settings('222233334444')).send(new GetCallerIdentityCommand({}))
  expect(own.Arn).toBe('arn:aws:iam::222233334444:user/quayside')
  const other = await new STSClient(settings('AKIAIOSFODNN7EXAMPLE')).send(new GetCallerIdentityCommand({}))
  expect(other.Account).toBe('111122223333')
})

test('the keys of an assumed role belong to its account, and the caller is the role', async () => {
  const command = new AssumeRoleCommand({
    RoleArn: 'arn:aws:iam::999988887777:role/ops/deploy',
    RoleSessionName: 'ann',
  })
  const { Credentials: keys } = await new STSClient(settings('222233334444')).send(command)
  expect(keys?.Expiration?.getTime()).toBe(now + 3_600_000)
  const role = new STSClient(settings(keys!.AccessKeyId!, { sessionToken: keys!.SessionToken }))
  const identity = await role.send(new GetCallerIdentityCommand({}))
  expect(identity.Account).toBe('999988887777')
  expect(identity.Arn).toBe('arn:aws:sts::999988887777:assumed-role/deploy/ann')
})

test('session keys stand for the same user', async () => {
  const { Credentials: keys } = await new STSClient(settings('222233334444')).send(
    new GetSessionTokenCommand({}),
  )
  const session = new STSClient(settings(keys!.AccessKeyId!, { sessionToken: keys!.SessionToken }))
  expect((await session.send(new GetCallerIdentityCommand({}))).Arn).toBe(
    'arn:aws:iam::222233334444:user/quayside',
  )
})

test.each([
  ['ec2Query', () => new EC2Client(settings('300000000001')).send(new DescribeVpcsCommand({})), { Vpcs: [] }],
  [
    'awsQuery',
    () => new AutoScalingClient(settings('300000000001')).send(new DescribeAutoScalingGroupsCommand({})),
    { AutoScalingGroups: [] },
  ],
  [
    'awsJson',
    () => new SSMClient(settings('300000000001')).send(new DescribeParametersCommand({})),
    { Parameters: [] },
  ],
])('an untouched world is empty, said over %s', async (_, send, wanted) => {
  const { $metadata, ...answer } = await send()
  expect(answer).toMatchObject(wanted)
  expect($metadata.requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})

test('every answer carries the time of its world', async () => {
  const response = await post(signedFor('sts'), '', '/?Action=GetCallerIdentity&Version=2011-06-15')
  expect(response.status).toBe(200)
  expect(response.headers.get('date')).toBe('Sun, 01 Mar 2026 12:00:00 GMT')
  expect(response.headers.get('server')).toBe('Quayside simulator')
})

test('what is not simulated says so, loudly', async () => {
  const error = await thrown(new EC2Client(settings('300000000002')).send(new DescribeVolumesCommand({})))
  expect(error).toMatchObject({ name: 'NotSimulated', $metadata: { httpStatusCode: 400 } })
  expect(lines).toContain('not simulated: ec2.DescribeVolumes (300000000002/eu-west-1)')
  const unknown = await post(
    { ...signedFor('cloudtrail'), 'x-amz-target': 'com.amazonaws.CloudTrail.LookupEvents' },
    '{}',
  )
  expect([unknown.status, await unknown.json()]).toMatchObject([400, { __type: 'NotSimulated' }])
})

test('the code of a query error is the one on the wire', async () => {
  const client = new ElasticLoadBalancingV2Client(settings('300000000003'))
  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:300000000003:targetgroup/x/0123456789abcdef'
  const error = await thrown(client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn })))
  expect(error).toMatchObject({ name: 'TargetGroupNotFoundException', Code: 'TargetGroupNotFound' })
})

const json = { ...signedFor('ssm'), 'content-type': 'application/x-amz-json-1.1' }
const query = { ...signedFor('sts'), 'content-type': 'application/x-www-form-urlencoded' }

test.each([
  [
    'no signature',
    { 'x-amz-target': 'AmazonSSM.DescribeParameters' },
    '{}',
    403,
    'MissingAuthenticationToken',
  ],
  ['nothing at all', {}, '', 403, 'MissingAuthenticationToken'],
  [
    'an unknown target',
    { ...json, 'x-amz-target': 'AmazonSSM.Dance' },
    '{}',
    400,
    'UnknownOperationException',
  ],
  ['an unknown action', query, 'Action=Dance&Version=2011-06-15', 400, '<Code>InvalidAction</Code>'],
  [
    'broken JSON',
    { ...json, 'x-amz-target': 'AmazonSSM.DescribeParameters' },
    '{',
    400,
    'SerializationException',
  ],
  [
    'a list',
    { ...json, 'x-amz-target': 'AmazonSSM.DescribeParameters' },
    '[]',
    400,
    'SerializationException',
  ],
  [
    'a wrong type',
    { ...json, 'x-amz-target': 'AmazonSSM.DescribeParameters' },
    '{"NextToken":7}',
    400,
    'NUMBER_VALUE can not be converted to a String',
  ],
  [
    'a word for a number',
    query,
    'Action=GetSessionToken&Version=2011-06-15&DurationSeconds=long',
    400,
    '<Code>MalformedInput</Code>',
  ],
  [
    'too short a time',
    query,
    'Action=GetSessionToken&DurationSeconds=1',
    400,
    'greater than or equal to 900',
  ],
  ['what is no gzip', { ...json, 'content-encoding': 'gzip' }, '{}', 400, '"SerializationException"'],
  ['a body of 9 MB', json, 'x'.repeat(9_000_000), 413, '"The body is too large."'],
])('%s is refused as AWS would', async (_, headers, body, status, text) => {
  const response = await post(headers, body)
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(text)
})

test('null is as good as left out', async () => {
  const response = await post(
    { ...json, 'x-amz-target': 'AmazonSSM.DescribeParameters' },
    '{"NextToken":null}',
  )
  expect(response.status).toBe(200)
})

test('a taken port is an error', async () => {
  await expect(startSimulator({ port: simulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

/** What a fresh simulator answers to the same few calls, headers and all. */
async function story() {
  const own = await startSimulator({ now })
  own.worlds.play({ account: '111122223333', region: 'eu-west-1' }, { name: 'empty', seed: 42, now })
  const body = 'Action=AssumeRole&RoleArn=arn:aws:iam::111122223333:role/deploy&RoleSessionName=ann'
  const answers: string[] = []
  for (const text of [body, body, 'Action=GetCallerIdentity', 'Action=AssumeRole']) {
    const response = await fetch(own.url, { method: 'POST', headers: query, body: text })
    answers.push(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`)
  }
  await own.close()
  return answers
}

test('the same seed and the same calls give the same bytes', async () => {
  const first = await story()
  expect(await story()).toEqual(first)
  expect(new Set(first).size).toBe(4)
})

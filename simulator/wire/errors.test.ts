import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols'
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as ec2 from '@aws-sdk/client-ec2'
import * as ecs from '@aws-sdk/client-ecs'
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2'
import * as scheduler from '@aws-sdk/client-scheduler'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../server.ts'
import { AwsError, type Handler, type Service } from './service.ts'

/** Services whose every listed operation throws what the test says: how an error travels, protocol by protocol. */
let thrown: unknown
let received: unknown
const raise: Handler<unknown, unknown> = (input) => {
  received = input
  if (thrown) throw thrown
  return {}
}
const service = (
  name: string,
  signingName: string,
  sdk: Record<string, unknown>,
  operation: string,
): Service => ({
  name,
  signingName,
  sdk,
  handlers: { [operation]: raise },
})

const lines: string[] = []
let simulator: Simulator
beforeAll(async () => {
  const services = [
    service('ecs', 'ecs', ecs, 'ListClusters'),
    service('ec2', 'ec2', ec2, 'DescribeVpcs'),
    service('elbv2', 'elasticloadbalancing', elbv2, 'DescribeLoadBalancers'),
    service('scheduler', 'scheduler', scheduler, 'ListSchedules'),
    service('cloudwatch', 'monitoring', cloudwatch, 'PutMetricData'),
  ]
  simulator = await startSimulator({ services, log: (line) => lines.push(line) })
})
afterAll(() => simulator.close())

const settings = (protocol?: unknown) => ({
  endpoint: simulator.url,
  region: 'eu-west-1',
  maxAttempts: 1,
  credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
  ...(protocol !== undefined && { protocol: protocol as never }),
})
const metric = (count: number) =>
  new cloudwatch.PutMetricDataCommand({
    Namespace: 'N',
    MetricData: Array.from({ length: count }, (_, i) => ({
      MetricName: `a metric with a long name ${i}`,
      Value: i,
    })),
  })

const calls: Record<string, () => Promise<unknown>> = {
  ecs: () => new ecs.ECSClient(settings()).send(new ecs.ListClustersCommand({})),
  ec2: () => new ec2.EC2Client(settings()).send(new ec2.DescribeVpcsCommand({})),
  elbv2: () =>
    new elbv2.ElasticLoadBalancingV2Client(settings()).send(new elbv2.DescribeLoadBalancersCommand({})),
  scheduler: () => new scheduler.SchedulerClient(settings()).send(new scheduler.ListSchedulesCommand({})),
  cloudwatch: () => new cloudwatch.CloudWatchClient(settings()).send(metric(1)),
  'cloudwatch query': () => new cloudwatch.CloudWatchClient(settings(AwsQueryProtocol)).send(metric(1)),
  'cloudwatch CBOR': () =>
    new cloudwatch.CloudWatchClient(settings(AwsSmithyRpcV2CborProtocol)).send(metric(1)),
}

test.each([
  ['ecs', new AwsError('ClusterNotFoundException', 'Cluster not found.'), 'ClusterNotFoundException', 400],
  ['ecs', new AwsError('ServerException', 'Oh'), 'ServerException', 500],
  ['ecs', new AwsError('ThrottlingException', 'Rate exceeded'), 'ThrottlingException', 400],
  ['ec2', new AwsError('InvalidVpcID.NotFound', 'The vpc ID does not exist'), 'InvalidVpcID.NotFound', 400],
  [
    'elbv2',
    new AwsError('LoadBalancerNotFoundException', 'No <b> & "c"'),
    'LoadBalancerNotFoundException',
    400,
  ],
  ['scheduler', new AwsError('ResourceNotFoundException', 'None'), 'ResourceNotFoundException', 404],
  [
    'cloudwatch',
    new AwsError('InvalidParameterValueException', 'Bad'),
    'InvalidParameterValueException',
    400,
  ],
  [
    'cloudwatch query',
    new AwsError('InvalidParameterValueException', 'Bad'),
    'InvalidParameterValueException',
    400,
  ],
  [
    'cloudwatch CBOR',
    new AwsError('InvalidParameterValueException', 'Bad'),
    'InvalidParameterValueException',
    400,
  ],
  ['cloudwatch', new AwsError('Unmodelled', 'Odd', 418), 'Unmodelled', 418],
  ['cloudwatch CBOR', new AwsError('Unmodelled', 'Odd', 418), 'Unmodelled', 418],
])('%s: an error reaches its client', async (call, error, name, status) => {
  thrown = error
  const caught = await calls[call]!().catch((one: unknown) => one)
  expect(caught).toMatchObject({ name, message: error.message, $metadata: { httpStatusCode: status } })
})

test('the JSON of CloudWatch also carries the code that its query clients know', async () => {
  thrown = new AwsError('InvalidParameterValueException', 'Bad')
  const caught = await calls.cloudwatch!().catch((one: unknown) => one)
  expect(caught).toMatchObject({ Error: { Code: 'InvalidParameterValue', Type: 'Sender' } })
})

test.each(Object.keys(calls))('%s: a fault of ours is a 500 without its stack', async (call) => {
  thrown = new TypeError('secret detail')
  const caught = (await calls[call]!().catch((one: unknown) => one)) as Error
  expect(caught).toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } })
  expect(caught.message).not.toContain('secret detail')
  expect(lines.at(-1)).toContain('TypeError: secret detail')
})

test('a large PutMetricData comes packed and is unpacked', async () => {
  thrown = undefined
  const command = metric(500)
  await new cloudwatch.CloudWatchClient(settings()).send(command)
  expect(received).toEqual(command.input)
})

import { expect, test } from 'vitest'
import { clients } from './fuzz/clients.ts'
import { wireService } from './operation.ts'
import { AwsError } from './service.ts'
import { validate } from './validate.ts'

const services = new Map(
  clients.map(([name, signingName, sdk]) => [name, wireService({ name, signingName, sdk, handlers: {} })]),
)

function refusal(call: string, input: unknown): string {
  const [service, name] = call.split('.') as [string, string]
  try {
    validate(services.get(service)!.operations.get(name)!, input)
    return 'accepted'
  } catch (error) {
    return error instanceof AwsError ? `${error.code}: ${error.message}` : String(error)
  }
}

const detected = '1 validation error detected:'
const failed = 'failed to satisfy constraint:'

test.each([
  ['ecs.DescribeServices', { services: ['web'] }, 'accepted'],
  [
    'ecs.DescribeServices',
    {},
    `InvalidParameterException: ${detected} Value null at 'services' ${failed} Member must not be null`,
  ],
  [
    'ecs.RunTask',
    { taskDefinition: 'a', launchType: 'FOG' },
    `InvalidParameterException: ${detected} Value 'FOG' at 'launchType' ${failed} Member must satisfy enum value set: [EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES]`,
  ],
  [
    'ecs.CreateCluster',
    { tags: [{ key: 'a' }, { key: 'b!' }] },
    `InvalidParameterException: ${detected} Value 'b!' at 'tags.2.member.key' ${failed} Member must satisfy regular expression pattern: ([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)`,
  ],
  [
    'ecs.RegisterTaskDefinition',
    { containerDefinitions: [] },
    `ClientException: ${detected} Value null at 'family' ${failed} Member must not be null`,
  ],
  [
    'ecs.CreateService',
    { serviceName: 'a', capacityProviderStrategy: [{ capacityProvider: 'x', weight: 1001 }] },
    `InvalidParameterException: ${detected} Value '1001' at 'capacityProviderStrategy.1.member.weight' ${failed} Member must have value less than or equal to 1000`,
  ],
  [
    'logs.FilterLogEvents',
    { logGroupName: 'a b', limit: 0 },
    `InvalidParameterException: 2 validation errors detected: Value 'a b' at 'logGroupName' ${failed} Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+; Value '0' at 'limit' ${failed} Member must have value greater than or equal to 1`,
  ],
  [
    'elbv2.CreateLoadBalancer',
    { Name: 'a', Scheme: 'x' },
    `ValidationError: ${detected} Value 'x' at 'scheme' ${failed} Member must satisfy enum value set: [internet-facing, internal]`,
  ],
  [
    'cloudwatch.GetMetricData',
    { StartTime: new Date(0), EndTime: new Date(1) },
    'MissingRequiredParameterException: The parameter MetricDataQueries is required.',
  ],
  ['ec2.DescribeSubnets', { Filters: [{ Name: 'vpc-id' }] }, 'accepted'],
  [
    'iam.GetRole',
    {},
    `ValidationError: ${detected} Value null at 'roleName' ${failed} Member must not be null`,
  ],
])('%s %j → %s', (call, input, wanted) => {
  expect(refusal(call, input)).toBe(wanted)
})

test('an enum value that only the SDK knows yet is accepted', () => {
  const newer = { ...services.get('ecs')!.service.sdk, LaunchType: { FOG: 'FOG' } }
  const service = wireService({ name: 'ecs', signingName: 'ecs', sdk: newer, handlers: {} })
  expect(() =>
    validate(service.operations.get('RunTask')!, { taskDefinition: 'a', launchType: 'FOG' }),
  ).not.toThrow()
})

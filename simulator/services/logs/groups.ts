import type {
  CreateLogGroupCommandInput,
  DeleteLogGroupCommandInput,
  DeleteRetentionPolicyCommandInput,
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  PutRetentionPolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { addLogGroup, allGroups, groupOf } from './groups-of-world.ts'
import { invalidParameter, logsState } from './state.ts'

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
])

export function createLogGroup(input: CreateLogGroupCommandInput, { world }: Call): Record<string, never> {
  const name = input.logGroupName ?? ''
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name))
    throw invalidParameter(`Value '${name}' at 'logGroupName' failed to satisfy constraint`)
  if (allGroups(world).has(name))
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists')
  addLogGroup(world, name, input.tags)
  return {}
}

export function deleteLogGroup(input: DeleteLogGroupCommandInput, { world }: Call): Record<string, never> {
  const { name } = groupOf(world, input.logGroupName)
  const { groups, deleted } = world.slice(logsState)
  groups.delete(name)
  deleted.add(name)
  return {}
}

export function describeLogGroups(
  input: DescribeLogGroupsCommandInput,
  { world }: Call,
): Omit<DescribeLogGroupsCommandOutput, '$metadata'> {
  const { logGroupNamePrefix, logGroupNamePattern, limit = 50 } = input
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined)
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    )
  const pattern = logGroupNamePattern?.toLowerCase()
  const wanted = sortedBy(allGroups(world).values(), (group) => group.name).filter(
    (group) =>
      group.name.startsWith(logGroupNamePrefix ?? '') &&
      (!pattern || group.name.toLowerCase().includes(pattern)),
  )
  const cut = page(wanted, (group) => group.name, limit, input.nextToken, invalid)
  return {
    logGroups: cut.items.map((group) => ({
      logGroupName: group.name,
      creationTime: group.createdAt,
      ...(group.retentionInDays === undefined ? {} : { retentionInDays: group.retentionInDays }),
      metricFilterCount: 0,
      arn: `${group.arn}:*`,
      storedBytes: 0,
      logGroupClass: 'STANDARD',
      logGroupArn: group.arn,
    })),
    ...(cut.nextToken === undefined ? {} : { nextToken: cut.nextToken }),
  }
}

export function putRetentionPolicy(
  input: PutRetentionPolicyCommandInput,
  { world }: Call,
): Record<string, never> {
  const group = groupOf(world, input.logGroupName)
  const days = input.retentionInDays ?? 0
  if (!retentions.has(days))
    throw invalidParameter(
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${[...retentions].join(', ')}]`,
    )
  group.retentionInDays = days
  return {}
}

export function deleteRetentionPolicy(
  input: DeleteRetentionPolicyCommandInput,
  { world }: Call,
): Record<string, never> {
  delete groupOf(world, input.logGroupName).retentionInDays
  return {}
}

const invalid = () => invalidParameter('The specified nextToken is invalid.')

import type {
  DescribeParametersCommandInput,
  DescribeParametersCommandOutput,
  ParameterStringFilter,
} from '@aws-sdk/client-ssm'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { type Parameter, parameterArn, parameters } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const badToken = () => new AwsError('InvalidNextToken', 'The specified token is not valid.')

const nameOf = (parameter: Parameter) => parameter.name

export function describeParameters(
  input: DescribeParametersCommandInput,
  call: Call,
): Answer<DescribeParametersCommandOutput> {
  const { world } = call
  // `Filters` is the older form of the same thing: its values match by prefix for names, exactly for types.
  const older = (input.Filters ?? []).map((filter) => ({
    Key: filter.Key,
    Option: filter.Key === 'Name' ? 'BeginsWith' : 'Equals',
    Values: filter.Values,
  }))
  const filters = [...(input.ParameterFilters ?? []), ...older]
  const all = sortedBy(world.slice(parameters).values(), nameOf).filter((parameter) =>
    filters.every((filter) => matches(parameter, filter)),
  )
  const { items, nextToken } = page(all, nameOf, input.MaxResults ?? 50, input.NextToken, badToken)
  return {
    Parameters: items.map((parameter) => ({
      Name: parameter.name,
      ARN: parameterArn(world, parameter.name),
      Type: parameter.type,
      ...(parameter.type === 'SecureString' && { KeyId: 'alias/aws/ssm' }),
      LastModifiedDate: new Date(parameter.lastModifiedAt),
      LastModifiedUser: `arn:aws:iam::${world.account}:role/deployer`,
      Version: parameter.version,
      Tier: 'Standard',
      DataType: 'text',
      Policies: [],
    })),
    NextToken: nextToken,
  }
}

function matches(parameter: Parameter, filter: ParameterStringFilter): boolean {
  const values = filter.Values ?? []
  switch (filter.Key) {
    case 'Name':
      return values.some((value) => byOption(parameter.name, value, filter.Option ?? 'Equals'))
    case 'Type':
      return values.includes(parameter.type)
    case 'Path':
      return values.some((value) => under(parameter.name, value, filter.Option === 'Recursive'))
    default:
      throw new AwsError('NotSimulated', `The filter key ${filter.Key} is not simulated.`)
  }
}

function byOption(name: string, value: string, option: string): boolean {
  if (option === 'BeginsWith') return name.startsWith(value)
  if (option === 'Contains') return name.includes(value)
  if (option === 'Equals') return name === value
  throw new AwsError('InvalidFilterOption', `The filter option ${option} is not valid.`)
}

function under(name: string, path: string, recursive: boolean): boolean {
  const base = path.endsWith('/') ? path : `${path}/`
  return name.startsWith(base) && (recursive || !name.slice(base.length).includes('/'))
}

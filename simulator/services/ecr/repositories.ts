import type {
  DescribeRepositoriesCommandInput,
  DescribeRepositoriesCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-ecr'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { ecr, type EcrRepository } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

export const badToken = () =>
  new AwsError('InvalidParameterException', "Invalid parameter at 'nextToken' failed to satisfy constraint")

const keyOf = (one: EcrRepository) => one.repository.repositoryName ?? ''

export function describeRepositories(
  input: DescribeRepositoriesCommandInput,
  call: Call,
): Answer<DescribeRepositoriesCommandOutput> {
  const { repositoryNames, maxResults, nextToken: token } = input
  if (repositoryNames?.length) {
    if (maxResults !== undefined || token !== undefined) {
      const message = 'maxResults and nextToken cannot be used with repositoryNames'
      throw new AwsError('InvalidParameterException', message)
    }
    const repositories = repositoryNames.map(
      (name) => repositoryNamed(call, name, input.registryId).repository,
    )
    return { repositories }
  }
  if (input.registryId !== undefined && input.registryId !== call.world.account) return { repositories: [] }
  const all = sortedBy(call.world.slice(ecr).values(), keyOf)
  const { items, nextToken } = page(all, keyOf, maxResults ?? 100, token, badToken)
  return { repositories: items.map((one) => one.repository), nextToken }
}

export function listTagsForResource(
  input: ListTagsForResourceCommandInput,
  call: Call,
): Answer<ListTagsForResourceCommandOutput> {
  const name = (input.resourceArn ?? '').split(':repository/')[1] ?? ''
  return { tags: repositoryNamed(call, name).tags }
}

export function repositoryNamed(call: Call, name: string, registryId = call.world.account): EcrRepository {
  const found = registryId === call.world.account ? call.world.slice(ecr).get(name) : undefined
  if (found) return found
  const message = `The repository with name '${name}' does not exist in the registry with id '${registryId}'`
  throw new AwsError('RepositoryNotFoundException', message)
}

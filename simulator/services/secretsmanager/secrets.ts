import type {
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
  Filter,
  ListSecretsCommandInput,
  ListSecretsCommandOutput,
} from '@aws-sdk/client-secrets-manager'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { type Secret, secrets } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const badToken = () => new AwsError('InvalidNextTokenException', 'Invalid token')

const nameOf = (secret: Secret) => secret.name

/** Lists secrets by name. Of AWS's sort orders only that by name is simulated, the creation date's is not. */
export function listSecrets(input: ListSecretsCommandInput, call: Call): Answer<ListSecretsCommandOutput> {
  const all = sortedBy(call.world.slice(secrets).values(), nameOf).filter((secret) =>
    (input.Filters ?? []).every((filter) => matches(secret, filter)),
  )
  const { items, nextToken } = page(all, nameOf, input.MaxResults ?? 100, input.NextToken, badToken)
  return { SecretList: items.map(shown), NextToken: nextToken }
}

export function describeSecret(
  input: DescribeSecretCommandInput,
  call: Call,
): Answer<DescribeSecretCommandOutput> {
  const id = input.SecretId ?? ''
  const secret = [...call.world.slice(secrets).values()].find(
    // AWS accepts the name, the ARN, and the ARN without its last seven characters.
    (one) => one.name === id || one.arn === id || one.arn.slice(0, -7) === id,
  )
  if (!secret) {
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
  }
  return { ...shown(secret), VersionIdsToStages: {} }
}

function shown(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description && { Description: secret.description }),
    CreatedDate: new Date(secret.createdAt),
    LastChangedDate: new Date(secret.lastChangedAt),
    Tags: secret.tags,
  }
}

/** A filter matches by prefix; `!` before a value excludes it. */
function matches(secret: Secret, filter: Filter): boolean {
  const values = filter.Values ?? []
  const texts = textsOf(secret, filter.Key ?? 'all')
  const has = (prefix: string) => texts.some((text) => text.toLowerCase().startsWith(prefix.toLowerCase()))
  const excluded = values.filter((value) => value.startsWith('!')).map((value) => value.slice(1))
  const wanted = values.filter((value) => !value.startsWith('!'))
  return !excluded.some(has) && (wanted.length === 0 || wanted.some(has))
}

function textsOf(secret: Secret, key: string): string[] {
  const tagKeys = secret.tags.map((tag) => tag.Key ?? '')
  const tagValues = secret.tags.map((tag) => tag.Value ?? '')
  switch (key) {
    case 'name':
      return [secret.name]
    case 'description':
      return [secret.description]
    case 'tag-key':
      return tagKeys
    case 'tag-value':
      return tagValues
    case 'all':
      return [secret.name, secret.description, ...tagKeys, ...tagValues]
    default:
      return []
  }
}

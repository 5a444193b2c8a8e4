import type { Filter, Tag } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'

/** How one kind of EC2 resource is found: its id, AWS's not-found error, and the filters that it knows. */
export type Kind<T> = {
  idOf: (item: T) => string
  notFound: (id: string) => AwsError
  filters: Record<string, (item: T) => (string | undefined)[]>
  tagsOf?: (item: T) => Tag[] | undefined
  defaultLimit?: number
}

type Asked = {
  ids?: string[]
  filters?: Filter[]
  limit?: number
  token?: string
}

/**
 * Picks one page of a kind of resource. Ids that are not there are an error, unknown filters too; filters are joined
 * by AND, a filter's values by OR, `*` and `?` match as EC2 does.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
export function select<T>(
  kind: Kind<T>,
  all: Map<string, T>,
  asked: Asked,
): { items: T[]; nextToken?: string } {
  const { ids, filters, limit, token } = asked
  if (ids?.length && limit !== undefined) {
    const message = 'The parameter MaxResults cannot be used with ids in the same request'
    throw new AwsError('InvalidParameterCombination', message)
  }
  for (const { Name = '' } of filters ?? []) checkFilter(kind, Name)
  const found = ids?.length ? named(kind, all, ids) : [...all.values()]
  const kept = found.filter((item) => (filters ?? []).every((filter) => matches(kind, item, filter)))
  const cut = page(sortedBy(kept, kind.idOf), kind.idOf, limit ?? kind.defaultLimit ?? 1000, token, badToken)
  return { items: cut.items, ...(cut.nextToken && { nextToken: cut.nextToken }) }
}

const badToken = () => new AwsError('InvalidParameterValue', 'Unable to parse pagination token')

function named<T>(kind: Kind<T>, all: Map<string, T>, ids: string[]): T[] {
  const byId = new Map([...all.values()].map((item) => [kind.idOf(item), item]))
  return [...new Set(ids)].map((id) => {
    const item = byId.get(id)
    if (!item) throw kind.notFound(id)
    return item
  })
}

function matches<T>(kind: Kind<T>, item: T, filter: Filter): boolean {
  const wanted = (filter.Values ?? []).map(glob)
  return valuesOf(kind, item, filter.Name ?? '').some(
    (value) => value !== undefined && wanted.some((pattern) => pattern.test(value)),
  )
}

function valuesOf<T>(kind: Kind<T>, item: T, name: string): (string | undefined)[] {
  const tags = kind.tagsOf?.(item) ?? []
  if (kind.tagsOf && name.startsWith('tag:')) {
    return tags.filter((tag) => `tag:${tag.Key}` === name).map((tag) => tag.Value)
  }
  if (kind.tagsOf && name === 'tag-key') return tags.map((tag) => tag.Key)
  return kind.filters[name]?.(item) ?? []
}

/** Said even where there is nothing to filter, so that no answer is empty for a filter that does nothing. */
function checkFilter<T>({ filters, tagsOf }: Kind<T>, name: string): void {
  if (Object.hasOwn(filters, name) || (tagsOf && (name.startsWith('tag:') || name === 'tag-key'))) return
  throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`)
}

function glob(value: string): RegExp {
  const escaped = value
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${escaped}$`, 's')
}

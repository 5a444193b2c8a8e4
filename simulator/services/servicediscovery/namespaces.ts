import type {
  GetNamespaceCommandInput,
  GetNamespaceCommandOutput,
  ListNamespacesCommandInput,
  ListNamespacesCommandOutput,
  NamespaceSummary,
} from '@aws-sdk/client-servicediscovery'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { discovery, type Namespace } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

export const badToken = () => new AwsError('InvalidInput', 'Invalid NextToken.')

/** Whether a value meets one of Cloud Map's filters. */
export function meets(condition: string | undefined, value: string, wanted: string[] = []): boolean {
  if (condition === 'BEGINS_WITH') return wanted.some((prefix) => value.startsWith(prefix))
  if (condition === 'EQ' || condition === 'IN' || condition === undefined) return wanted.includes(value)
  throw new AwsError('InvalidInput', `The condition ${condition} is not simulated.`)
}

const idOf = (namespace: Namespace) => namespace.id

const values = (namespace: Namespace): Record<string, string> => ({
  TYPE: namespace.type,
  NAME: namespace.name,
  HTTP_NAME: namespace.name,
})

export function listNamespaces(
  input: ListNamespacesCommandInput,
  call: Call,
): Answer<ListNamespacesCommandOutput> {
  const { namespaces } = call.world.slice(discovery)
  const kept = sortedBy(namespaces.values(), idOf).filter((namespace) =>
    (input.Filters ?? []).every((filter) =>
      meets(filter.Condition, values(namespace)[filter.Name ?? ''] ?? '', filter.Values),
    ),
  )
  const { items, nextToken } = page(kept, idOf, input.MaxResults ?? 100, input.NextToken, badToken)
  return { Namespaces: items.map((namespace) => shown(call, namespace)), NextToken: nextToken }
}

/** A namespace is named by its id or its ARN. */
export function getNamespace(input: GetNamespaceCommandInput, call: Call): Answer<GetNamespaceCommandOutput> {
  const id = (input.Id ?? '').split('/').at(-1) ?? ''
  const namespace = call.world.slice(discovery).namespaces.get(id)
  if (!namespace) throw new AwsError('NamespaceNotFound', `Namespace ${id} not found`)
  return { Namespace: shown(call, namespace) }
}

function shown(call: Call, namespace: Namespace): NamespaceSummary {
  const { services } = call.world.slice(discovery)
  return {
    Id: namespace.id,
    Arn: namespace.arn,
    ResourceOwner: call.world.account,
    Name: namespace.name,
    Type: namespace.type,
    Description: namespace.description,
    ServiceCount: [...services.values()].filter((service) => service.namespaceId === namespace.id).length,
    Properties: {
      ...(namespace.hostedZoneId && {
        DnsProperties: { HostedZoneId: namespace.hostedZoneId, SOA: { TTL: 15 } },
      }),
      HttpProperties: { HttpName: namespace.name },
    },
    CreateDate: new Date(namespace.createdAt),
  }
}

import type {
  GetServiceCommandInput,
  GetServiceCommandOutput,
  ListInstancesCommandInput,
  ListInstancesCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
} from '@aws-sdk/client-servicediscovery'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { badToken, meets } from './namespaces.ts'
import { discovery, type DiscoveryService } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const idOf = (service: DiscoveryService) => service.id
const keyOf = ([id]: [string, unknown]) => id

export function listServices(input: ListServicesCommandInput, call: Call): Answer<ListServicesCommandOutput> {
  const kept = sortedBy(call.world.slice(discovery).services.values(), idOf).filter((service) =>
    (input.Filters ?? []).every(
      (filter) =>
        filter.Name !== 'NAMESPACE_ID' || meets(filter.Condition, service.namespaceId, filter.Values),
    ),
  )
  const { items, nextToken } = page(kept, idOf, input.MaxResults ?? 100, input.NextToken, badToken)
  return { Services: items.map((service) => shown(call, service)), NextToken: nextToken }
}

export function getService(input: GetServiceCommandInput, call: Call): Answer<GetServiceCommandOutput> {
  const service = serviceNamed(call, input.Id)
  return { Service: { ...shown(call, service), NamespaceId: service.namespaceId } }
}

export function listInstances(
  input: ListInstancesCommandInput,
  call: Call,
): Answer<ListInstancesCommandOutput> {
  const service = serviceNamed(call, input.ServiceId)
  const all = sortedBy(service.instances(), keyOf)
  const { items, nextToken } = page(all, keyOf, input.MaxResults ?? 100, input.NextToken, badToken)
  return {
    ResourceOwner: call.world.account,
    Instances: items.map(([Id, Attributes]) => ({ Id, Attributes })),
    NextToken: nextToken,
  }
}

/** A service is named by its id or its ARN. */
function serviceNamed(call: Call, name = ''): DiscoveryService {
  const id = name.split('/').at(-1) ?? ''
  const service = call.world.slice(discovery).services.get(id)
  if (service) return service
  throw new AwsError('ServiceNotFound', `Service not found: ${id}`)
}

function shown(call: Call, service: DiscoveryService) {
  return {
    Id: service.id,
    Arn: service.arn,
    ResourceOwner: call.world.account,
    Name: service.name,
    Type: 'DNS_HTTP' as const,
    Description: service.description,
    InstanceCount: service.instances().size,
    DnsConfig: { RoutingPolicy: 'MULTIVALUE' as const, DnsRecords: service.records },
    HealthCheckCustomConfig: { FailureThreshold: 1 },
    CreateDate: new Date(service.createdAt),
  }
}
